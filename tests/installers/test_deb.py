"""The .deb, installed in a minimal Debian: it runs for an ordinary person without a network, and leaves no trace.

`make check-installers` names the package in GREENROOM_DEB, and may name releases in GREENROOM_SUITES.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from greenroom.paths import shipped
from tests.e2e.desk import App, Screen, open_app
from tests.e2e.sound import Sound, wait_until
from tests.e2e.speech import JFK, as_wav
from tests.e2e.test_bad_input import GOOD_PACK
from tests.installers.house import PERSON, PERSON_HOME, PERSON_ID, House, environment
from tests.screenshots import in_few_colours

PACK, QUESTION = "iron-mountain-ml-engineer", "central-limit-theorem"
PICTURES = Path("build/installed")
# To the first paint. The aims are 2.5 s for the first start after installing and 1.0 s for later ones, on a machine
# that does nothing else; this one may.
FIRST_START_S, START_S = 5.0, 2.0
STILL_S = 0.4  # a cursor blinks every half second

pytestmark = pytest.mark.skipif("GREENROOM_DEB" not in os.environ, reason="no package is named in GREENROOM_DEB")


@pytest.fixture(scope="session")
def deb() -> Path:
    return Path(os.environ["GREENROOM_DEB"]).resolve()


@pytest.fixture(scope="module", params=os.environ.get("GREENROOM_SUITES", "bookworm").split())
def house(request: pytest.FixtureRequest, deb: Path) -> Iterator[House]:
    """With the package installed, as a person would; each test leaves it so."""
    house = House(request.param)
    try:
        before = house.files()
        copy = shutil.copy(deb, house.home)
        started = time.monotonic()
        house.as_root("apt-get", "update", "-q")
        house.as_root("apt-get", "install", "-q", "-y", "--no-install-recommends", inside(house, Path(copy)))
        say(f"{request.param}: installed in {time.monotonic() - started:.0f} s")
        house.before = before
        yield house
    finally:
        house.tear_down()


@pytest.fixture
def env(sound: Sound, screen: Screen) -> dict[str, str]:
    """The session of a person with a screen and a sound server."""
    Path(sound.env["HOME"]).chmod(0o755)
    wanted = {name: sound.env[name] for name in ("PULSE_SERVER", "QT_AUDIO_BACKEND")}
    return environment({**wanted, **screen.env}, home=PERSON_HOME)


@pytest.fixture
def folder() -> Iterator[Path]:
    """The person's data folder, in what is shared with the machine outside."""
    made = Path(tempfile.mkdtemp(prefix="installed-"))
    os.chown(made, PERSON_ID, PERSON_ID)
    yield made
    shutil.rmtree(made)


def say(figure: str) -> None:
    """Note a figure for the table of sizes and times, whatever pytest captures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (PICTURES / "figures.txt").open("a", encoding="utf-8") as figures:
        figures.write(f"{figure}\n")


def inside(house: House, path: Path) -> str:
    """A path as it is seen in the house."""
    return f"/{path.relative_to(house.root)}"


@contextmanager
def window(house: House, screen: Screen, folder: Path, env: dict[str, str], *words: str) -> Iterator[App]:
    with open_app(screen, folder, env, inside=house.inside(PERSON), program=["greenroom", *words]) as app:
        yield app


def first_paint_s(app: App) -> float:
    return float(app.wait_for("window.painted")["t"]) - app.started_at


def photograph(screen: Screen, name: str) -> None:
    """Once nothing has moved for a moment."""
    last, still_since = screen.pixels(), time.monotonic()

    def is_still() -> bool:
        nonlocal last, still_since
        now = screen.pixels()
        if not np.array_equal(now, last):
            last, still_since = now, time.monotonic()
        return time.monotonic() - still_since > STILL_S

    wait_until(is_still, 10, "the screen to stand still")
    PICTURES.mkdir(parents=True, exist_ok=True)
    assert in_few_colours(last).save(str(PICTURES / f"{name}.png"))


def test_the_first_start_paints_soon_and_later_ones_sooner(
    house: House, screen: Screen, folder: Path, env: dict[str, str]
) -> None:
    paints = []
    for _ in range(4):
        with window(house, screen, folder, env) as app:
            paints.append(first_paint_s(app))
    first, later = paints[0], median(paints[1:])
    installed_mb = sum(file.lstat().st_size for file in (house.root / "usr/lib/greenroom").rglob("*")) / 1e6
    say(f"{installed_mb:.0f} MB installed, processors' load {os.getloadavg()[0]:.1f}")
    say(f"first paint: {first:.2f} s at the first start, then {later:.2f} s")
    assert (first <= FIRST_START_S, later <= START_S) == (True, True), paints


def test_everything_is_well_without_a_network(house: House, env: dict[str, str]) -> None:
    done = house.greenroom("healthcheck", "--json", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    checks = {check["name"]: check["status"] for check in json.loads(done.stdout)["checks"]}
    assert checks == dict.fromkeys(("devices", "voice", "model", "database", "packs"), "ok")


def test_a_recording_answers_a_question(house: House) -> None:
    answer = shutil.copy(shipped().resources / "samples" / "central-limit-theorem.flac", house.home)
    done = house.greenroom("practice", PACK, QUESTION, "--answer", inside(house, Path(answer)), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert "central limit theorem" in document["transcript"]["text"].lower()
    assert any(point["status"] != "missed" for point in document["points"])
    kept = json.loads(house.greenroom("history", "list", "--json").stdout)["attempts"]
    assert [attempt["id"] for attempt in kept] == [document["attempt"]["id"]]
    assert list((house.home / ".local/share/Greenroom/attempts").glob("*/take.*"))


def test_a_newcomer_answers_the_first_question(
    house: House, screen: Screen, sound: Sound, folder: Path, env: dict[str, str], tmp_path: Path
) -> None:
    with window(house, screen, folder, env) as app:
        photograph(screen, "first-start")
        attempt = app.begin_answer()
        sound.speak(as_wav(JFK, tmp_path)).wait()
        app.keys("space")
        assert app.wait_for("transcript.ready", attempt=attempt, timeout_s=60)["words"] > 15
        app.keys("3")
        app.wait_for("attempt.saved", attempt=attempt, timeout_s=20)
        photograph(screen, "review")


def test_a_double_clicked_pack_is_shown_before_it_is_added(
    house: House, screen: Screen, folder: Path, env: dict[str, str]
) -> None:
    pack = house.home / "mine.greenroom.yaml"
    pack.write_text(GOOD_PACK, encoding="utf-8")
    with window(house, screen, folder, env) as app:
        again = house.greenroom("--data-dir", folder, "open", inside(house, pack), env=env)
        assert (again.returncode, again.stderr) == (0, "")
        assert app.wait_for("import.shown")["file"] == pack.name
        photograph(screen, "import")
    assert not (folder / "packs").exists()


def test_a_damaged_download_changes_nothing(house: House, deb: Path) -> None:
    damaged = house.home / "damaged.deb"
    shutil.copy(newer(house, deb), damaged)
    with damaged.open("r+b") as file:
        file.seek(damaged.stat().st_size // 2)
        file.write(b"damage" * 1000)
    done = house.try_as_root("apt-get", "install", "-q", "-y", inside(house, damaged))
    assert done.returncode != 0
    assert "corrupt" in (done.stdout + done.stderr), done.stdout + done.stderr
    works_as_before(house)


def test_a_full_disk_in_mid_upgrade_says_so_and_the_old_version_starts(house: House, deb: Path) -> None:
    package = newer(house, deb)
    house.set_room(100)
    try:
        done = house.try_as_root("apt-get", "install", "-q", "-y", inside(house, package))
        assert done.returncode != 0
        assert "No space left on device" in done.stdout + done.stderr
    finally:
        house.set_room(None)
    works_as_before(house)
    assert not list((house.root / "usr/lib/greenroom").rglob("*.dpkg-new"))


def test_after_a_killed_upgrade_the_old_version_starts_and_the_next_try_mends_it(house: House, deb: Path) -> None:
    package = newer(house, deb)
    upgrade = house.start_as_root("dpkg", "--install", inside(house, package))
    place = house.root / "usr/lib/greenroom"
    wait_until(lambda: len(list(place.rglob("*.dpkg-new"))) > 100, 120, "the upgrade to be under way")
    os.killpg(upgrade.pid, signal.SIGKILL)
    upgrade.wait(10)
    assert list(place.rglob("*.dpkg-new")), "it was killed too late to show anything"
    works_as_before(house)
    house.as_root("dpkg", "--install", inside(house, package))
    assert not list(place.rglob("*.dpkg-new"))
    works_as_before(house)
    assert house.as_root("dpkg-query", "-W", "-f", "${Version}", "greenroom").stdout.endswith("+next")


def test_purging_leaves_nothing_but_the_persons_data(house: House) -> None:
    assert (house.home / ".local/share/Greenroom/greenroom.db").is_file()
    kept = sorted(file for file in house.home.rglob("*") if file.is_file())
    house.as_root("apt-get", "purge", "-q", "-y", "--autoremove", "greenroom")
    left = {path for path in house.files() - house.before if "greenroom" in path.lower()}
    assert left == set()
    assert not (house.root / "usr/lib/greenroom").exists()
    assert sorted(file for file in house.home.rglob("*") if file.is_file()) == kept


def works_as_before(house: House) -> None:
    done = house.greenroom("--data-dir", f"{PERSON_HOME}/again", "healthcheck", "--json")
    checks = {check["name"]: check["status"] for check in json.loads(done.stdout)["checks"]}
    assert {**checks, "devices": "ok"} == dict.fromkeys(("devices", "voice", "model", "database", "packs"), "ok")


def newer(house: House, deb: Path) -> Path:
    """The same package with a higher version number, in the person's home."""
    made = house.home / "newer.deb"
    if not made.exists():
        tree = Path(f"{house.root}-newer")
        subprocess.run(["dpkg-deb", "--raw-extract", deb, tree], check=True)
        control = tree / "DEBIAN" / "control"
        text = control.read_text(encoding="utf-8")
        version = next(line for line in text.splitlines() if line.startswith("Version: "))
        control.write_text(text.replace(version, f"{version}+next"), encoding="utf-8")
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z0", "--build", tree, made], check=True)
        shutil.rmtree(tree)
    return made
