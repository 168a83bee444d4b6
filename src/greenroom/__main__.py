"""`greenroom` and `python -m greenroom`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; a frozen build also starts its helper processes through here."""
    if sys.argv[1:2] == ["--helper"]:
        from greenroom.speech import helper

        return helper.main(sys.argv[2:])
    from greenroom.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
