"""A minimal Debian made on the spot, with one ordinary person in it, to install the .deb in.

Needs root, mmdebstrap and a Debian mirror. The screen and the sound server stand outside, so that nothing is
installed inside but what the package asks for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

PERSON, PERSON_ID, PERSON_HOME = "anna", 1000, "/home/anna"
ROOM_MB = 4000
# Where the package manager keeps its own books; of what is elsewhere nothing may be left.
BOOKS = ("var/cache", "var/lib/apt", "var/lib/dpkg", "var/log", "proc", "dev", "sys", "tmp", "run", "home")


class House:
    """The root folder, on a disk in memory whose size can be set. `tmp` is shared with the machine outside."""

    def __init__(self, suite: str) -> None:
        self.before: set[str] = set()
        """The files before anything was installed."""
        self.root = Path(tempfile.mkdtemp(prefix="house-"))
        self.root.chmod(0o755)
        run("mount", "-t", "tmpfs", "-o", f"size={ROOM_MB}m,mode=755", "tmpfs", self.root)
        run("mmdebstrap", "--quiet", "--variant=apt", "--include=passwd", suite, self.root)
        self.as_root("useradd", "--create-home", "--uid", str(PERSON_ID), PERSON)

    def tear_down(self) -> None:
        run("umount", "--lazy", self.root)
        self.root.rmdir()

    def set_room(self, free_mb: int | None) -> None:
        """Leave so much room on the disk; None for plenty."""
        used_mb = shutil.disk_usage(self.root).used // 1_048_576
        run("mount", "-o", f"remount,size={ROOM_MB if free_mb is None else used_mb + free_mb}m", self.root)

    @property
    def home(self) -> Path:
        """The person's home, as seen from outside."""
        return self.root / "home" / PERSON

    # What is done in it.

    def as_root(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command as the administrator, with the network; it must go well."""
        done = self.try_as_root(*command)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def try_as_root(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.inside(None), *command], env=environment(), capture_output=True, text=True, timeout=600
        )

    def start_as_root(self, *command: str | Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self.inside(None), *command],
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def greenroom(
        self, *arguments: str | Path, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run what is installed as the person, without a network."""
        return subprocess.run(
            [*self.inside(PERSON), "greenroom", *arguments],
            env=environment(env, home=PERSON_HOME),
            capture_output=True,
            text=True,
            timeout=120,
        )

    def inside(self, person: str | None) -> Sequence[str]:
        """The words before a command that runs in here: as the person without a network, or as root."""
        rooms = 'mount --bind /tmp "$0/tmp" && mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev"'
        who = f"--userspec={PERSON_ID}:{PERSON_ID}" if person else "--userspec=0:0"
        network = ["--net"] if person else []
        enter = f'{rooms} && exec chroot {who} "$0" "$@"'
        return ["unshare", "--mount", *network, "sh", "-c", enter, str(self.root)]

    def files(self) -> set[str]:
        """Every path outside the package manager's books and people's homes."""
        found = set()
        for folder, folders, names in os.walk(self.root):
            inner = Path(folder).relative_to(self.root)
            folders[:] = [name for name in folders if (inner / name).as_posix() not in BOOKS]
            found |= {(inner / name).as_posix() for name in [*folders, *names]}
        return found


def environment(more: Mapping[str, str] | None = None, *, home: str = "/root") -> dict[str, str]:
    """What a session sets, whatever is set outside; of `more` all but its own home."""
    return {
        **(more or {}),
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
        "HOME": home,
    }


def run(*command: str | Path) -> None:
    """Run a command that must go well."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
