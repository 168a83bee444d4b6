"""Greenroom: spoken mock interviews, rehearsed and transcribed on your own laptop."""

__version__ = "0.1.0"

# Where releases are published. TO BE FILLED IN before the first one, here and nowhere else: the packages name it,
# and Settings offers its page. Empty: there is no such page yet, and the app says so.
WEBSITE = ""
