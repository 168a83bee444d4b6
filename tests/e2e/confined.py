"""Smaller worlds to run the app in, by Linux namespaces: no voice, a small disk, a read-only folder, no network.

Each gives the words to put before a command. They work for root, and for others where the system lets them map
themselves to root; where neither is so, the test is skipped and says why.
"""

from __future__ import annotations

import functools
import subprocess
from pathlib import Path

import pytest

UNSHARE = ("unshare", "--map-root-user")
# The person finds the small disk's content here afterwards: a disk of a namespace goes with the last process on it.
KEPT_SUFFIX = ".kept"


def without_voice() -> list[str]:
    """Where espeak-ng's library is an empty file."""
    listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    libraries = [line.split()[-1] for line in listed.splitlines() if "espeak" in line]
    hide = "".join(f"mount --bind /dev/null {Path(library).resolve()} && " for library in libraries)
    return _confined("--mount", f'{hide}exec "$@"')


def on_small_disk(folder: Path, megabytes: int) -> list[str]:
    """Where `folder` is a disk of its own. It is copied to `kept(folder)` when the command ends."""
    folder.mkdir()
    mount = f"mount -t tmpfs -o size={megabytes}m tmpfs {folder}"
    return _confined("--mount", f'{mount} && "$@"; code=$?; cp -a {folder} {kept(folder)}; exit $code')


def kept(folder: Path) -> Path:
    """Where the content of a small disk is found afterwards."""
    return folder.with_name(folder.name + KEPT_SUFFIX)


def seen_by(pid: int, path: Path) -> Path:
    """The way to a path as the process `pid` sees it."""
    return Path(f"/proc/{pid}/root") / path.relative_to("/")


def read_only(folder: Path) -> list[str]:
    """Where nothing below `folder` can be changed."""
    return _confined("--mount", f'mount --bind {folder} {folder} && mount -o remount,bind,ro {folder} && exec "$@"')


def without_network() -> list[str]:
    """Where there is no network, not even the machine itself: its loopback is down."""
    return _confined("--net", 'exec "$@"')


def _confined(what: str, script: str) -> list[str]:
    if not _may_confine():
        pytest.skip("this system lets nobody but root make namespaces (unshare)")
    return [*UNSHARE, what, "sh", "-c", script, "sh"]


@functools.cache
def _may_confine() -> bool:
    return subprocess.run([*UNSHARE, "--mount", "--net", "true"], capture_output=True).returncode == 0
