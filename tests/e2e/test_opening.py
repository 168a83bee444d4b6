"""A pack that is double-clicked shows what it holds, in the window that is open already if there is one."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.e2e.desk import Screen, greenroom_command, open_app
from tests.e2e.sound import Sound
from tests.e2e.test_bad_input import GOOD_PACK


def test_a_second_start_shows_its_pack_in_the_window_that_is_open(
    screen: Screen, sound: Sound, data_dir: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "mine.greenroom.yaml"
    pack.write_text(GOOD_PACK, encoding="utf-8")
    with open_app(screen, data_dir, sound.env) as app:
        again = subprocess.run(
            greenroom_command(pack),
            env={**sound.env, **screen.env, "GREENROOM_DATA_DIR": str(data_dir)},
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
        assert app.wait_for("import.shown")["file"] == pack.name
        app.take_focus()
        app.keys("ctrl+Return")
        app.wait_for("questions.shown", 2)
    (kept,) = (data_dir / "packs").iterdir()
    assert "What is a p-value?" in kept.read_text(encoding="utf-8")
