"""What the launcher runs: Greenroom as an installed build, with the errors of a windowed start in a message."""

import io
import sys

sys.frozen = True  # type: ignore[attr-defined]  # as greenroom.paths asks


def main() -> int:
    """Run Greenroom; the exit code."""
    from greenroom.__main__ import main as run

    if sys.stderr is not None:  # the command line, or someone who listens
        return run()
    # Without a console Python has no streams, and what went wrong would be told to nobody.
    told = sys.stdout = sys.stderr = io.StringIO()
    try:
        code = run()
    except SystemExit as end:  # wrong usage
        code = end.code if isinstance(end.code, int) else 1
    if code and told.getvalue().strip():
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, told.getvalue().strip(), "Greenroom", 0x40)  # an "i" and OK
    return code


if __name__ == "__main__":
    sys.exit(main())
