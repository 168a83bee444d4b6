EXCLUDED_MODULES = ["tkinter", "hf_xet"]
def is_wanted(name): return True
