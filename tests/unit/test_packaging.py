"""What installers are made from holds together: versions, locks, and the files that each system reads."""

from __future__ import annotations

import plistlib
import re
import runpy
import subprocess
import sys
import sysconfig
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import greenroom

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
SHARE = PACKAGING / "linux" / "share"
LOCKS = ("run", "test", "freeze")

only_on_linux = pytest.mark.skipif(sys.platform != "linux", reason="Debian's tools check Debian's files")


def locked(name: str) -> dict[str, set[str]]:
    """The versions that a lock pins, by package."""
    versions: dict[str, set[str]] = {}
    for package, version in re.findall(
        r"^([a-z0-9._-]+)==(\S+)", (PACKAGING / f"locks/{name}.txt").read_text(), re.M
    ):
        versions.setdefault(package, set()).add(version)
    return versions


def test_packages_take_their_version_from_the_program() -> None:
    said = subprocess.run(
        [sys.executable, PACKAGING / "facts", "version"], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == greenroom.__version__


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_is_locked_with_hashes_and_without_an_address(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[^A-Za-z0-9._-]", one)[0].lower() for one in project["dependencies"]}
    assert wanted - locked(name).keys() == set()
    text = (PACKAGING / f"locks/{name}.txt").read_text()
    assert "://" not in text
    assert all("--hash=sha256:" in entry for entry in re.split(r"^(?=[a-z])", text, flags=re.M)[1:])


@pytest.mark.parametrize("name", ["test", "freeze"])
def test_what_is_tested_and_shipped_is_what_runs_from_a_checkout(name: str) -> None:
    run, other = locked("run"), locked(name)
    assert {package: other[package] for package in run.keys() & other.keys()} == {
        package: run[package] for package in run.keys() & other.keys()
    }


def test_no_dependency_is_frozen_that_a_checkout_does_not_have() -> None:
    freezing = {"altgraph", "macholib", "pefile", "pyinstaller", "pyinstaller-hooks-contrib", "pywin32-ctypes"}
    freezing |= {"setuptools", "dmgbuild", "ds-store", "mac-alias"}
    assert locked("freeze").keys() - locked("run").keys() - freezing == set()


def filled(name: str, tmp_path: Path) -> Path:
    """A template of packaging/linux/share as build-deb fills it."""
    text = (SHARE / name).read_text(encoding="utf-8")
    for place, value in (
        ("@VERSION@", "1.2.3"),
        ("@DATE@", "2031-02-03"),
        ("@WEBSITE@", "https://greenroom.invalid"),
    ):
        text = text.replace(place, value)
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


@only_on_linux
def test_the_menu_entry_and_the_store_page_are_valid(tmp_path: Path) -> None:
    menu = subprocess.run(["desktop-file-validate", SHARE / "greenroom.desktop"], capture_output=True, text=True)
    assert (menu.returncode, menu.stdout) == (0, "")
    page = filled("greenroom.metainfo.xml", tmp_path)
    store = subprocess.run(["appstreamcli", "validate", "--no-net", page], capture_output=True, text=True)
    assert store.returncode == 0, store.stdout


def test_the_menu_entry_opens_the_type_that_packs_have() -> None:
    mime = ElementTree.parse(SHARE / "greenroom-pack.xml").getroot()
    names = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    (kind,) = [one.attrib["type"] for one in mime.findall("m:mime-type", names)]
    (pattern,) = [one.attrib["pattern"] for one in mime.findall("m:mime-type/m:glob", names)]
    assert f"MimeType={kind};" in (SHARE / "greenroom.desktop").read_text(encoding="utf-8")
    assert f"<mediatype>{kind}</mediatype>" in (SHARE / "greenroom.metainfo.xml").read_text(encoding="utf-8")
    exporting = (ROOT / "src/greenroom/ui/questions/exporting.py").read_text(encoding="utf-8")
    assert f'PACK_ENDING = "{pattern.removeprefix("*")}"' in exporting


def test_macos_is_told_why_the_microphone_is_wanted_and_that_it_may() -> None:
    info = runpy.run_path(str(PACKAGING / "macos/info.py"))
    plist = plistlib.loads(plistlib.dumps(info["info_plist"](greenroom.__version__)))
    assert plist["NSMicrophoneUsageDescription"]
    assert plist["CFBundleShortVersionString"] == greenroom.__version__
    entitlements = plistlib.loads((PACKAGING / "macos/entitlements.plist").read_bytes())
    assert entitlements["com.apple.security.device.audio-input"] is True
    metainfo = (SHARE / "greenroom.metainfo.xml").read_text(encoding="utf-8")
    assert f"<id>{info['BUNDLE_ID']}</id>" in metainfo


SCRIPTS = sorted(
    file
    for file in PACKAGING.rglob("*")
    if file.is_file() and not file.suffix and file.read_bytes().startswith(b"#!/bin/sh")
)


@only_on_linux
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_can_be_read_by_the_shell_and_run(script: Path) -> None:
    assert subprocess.run(["sh", "-n", script], capture_output=True, text=True).stderr == ""
    assert script.stat().st_mode & 0o111


def test_the_licences_of_everything_installed_here_are_known(tmp_path: Path) -> None:
    site = sysconfig.get_path("purelib")
    done = subprocess.run(
        [sys.executable, PACKAGING / "licences/collect", site, tmp_path], capture_output=True, text=True
    )
    missing = {line.split(" ")[0] for line in done.stderr.splitlines()}
    assert missing & locked("run").keys() == set()
    listed = (tmp_path / "README.txt").read_text(encoding="utf-8")
    for name in ("av", "ctranslate2", "numpy", "pyside6-essentials", "python"):
        assert f"\n{name} " in listed
        assert list((tmp_path / name).iterdir())
