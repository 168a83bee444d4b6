"""Settings: what is stored comes back, what cannot be used has its default, and the person is told."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pydantic import ValidationError

from greenroom.settings import Settings, SettingsFile

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_has_a_default_and_a_help_text() -> None:
    for name, declared in Settings.model_fields.items():
        assert declared.description, name
        assert declared.description.endswith("."), name
        assert not declared.is_required(), name


def test_without_a_file_the_defaults_hold_and_nothing_is_complained_about(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "none" / "settings.json")
    assert file.current == Settings()
    assert file.problem is None
    assert not (tmp_path / "none").exists()


def test_a_change_is_there_again_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    SettingsFile(path).change(voice_rate_wpm=140, microphone="usb-1")
    again = SettingsFile(path)
    assert again.current.voice_rate_wpm == 140
    assert again.current.microphone == "usb-1"
    assert again.problem is None
    assert [child.name for child in path.parent.iterdir()] == ["settings.json"]


def test_a_change_keeps_the_other_settings(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    file.change(read_aloud=False)
    assert file.change(appearance="dark") == Settings(read_aloud=False, appearance="dark")


@pytest.mark.parametrize(
    ("name", "value"),
    [("voice_rate_wpm", 79), ("voice_rate_wpm", 321), ("voice_volume", 1.1), ("appearance", "sepia")],
)
def test_a_value_out_of_bounds_is_refused_and_changes_nothing(tmp_path: Path, name: str, value: object) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    with pytest.raises(ValidationError):
        file.change(**{name: value})
    assert file.current == Settings()
    assert not (tmp_path / "settings.json").exists()


def test_one_unusable_value_has_its_default_and_the_others_stay(tmp_path: Path) -> None:
    stored = {"voice_rate_wpm": "fast", "microphone": "usb-1", "appearance": "dark"}
    file = SettingsFile(written(tmp_path, json.dumps(stored)))
    assert file.current == Settings(microphone="usb-1", appearance="dark")
    assert file.problem is not None
    assert "voice_rate_wpm" in file.problem
    assert "microphone" not in file.problem


def test_a_setting_of_a_later_version_is_passed_over(tmp_path: Path) -> None:
    file = SettingsFile(written(tmp_path, '{"from_the_future": 1, "read_aloud": false}'))
    assert file.current == Settings(read_aloud=False)
    assert file.problem is None


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "null", '{"a": 1} trailing', "\x00\x01"])
def test_a_damaged_file_is_kept_aside_and_the_person_is_told_where(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    file = SettingsFile(path)
    kept = tmp_path / "settings.damaged.json"
    assert file.current == Settings()
    assert file.problem is not None
    assert str(kept) in file.problem
    assert kept.read_text(encoding="utf-8") == text
    file.change(read_aloud=False)
    assert SettingsFile(path).current == Settings(read_aloud=False)


def test_a_file_that_is_not_text_is_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b"\xff\xfe\x00rubbish")
    assert SettingsFile(tmp_path / "settings.json").problem is not None
    assert (tmp_path / "settings.damaged.json").read_bytes() == b"\xff\xfe\x00rubbish"


@given(stored=st.dictionaries(st.sampled_from(sorted(Settings.model_fields)), any_json))
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_the_file_holds_settings_come_out(tmp_path: Path, stored: dict[str, object]) -> None:
    file = SettingsFile(written(tmp_path, json.dumps(stored)))
    assert isinstance(file.current, Settings)
    file.change(read_aloud=True)


@given(rubbish=st.binary(max_size=60))
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_bytes_the_file_holds_settings_come_out(tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(rubbish)
    assert isinstance(SettingsFile(tmp_path / "settings.json").current, Settings)


def test_a_file_of_brackets_without_end_is_kept_aside(tmp_path: Path) -> None:
    file = SettingsFile(written(tmp_path, "[" * 200_000))
    assert file.current == Settings()
    assert file.problem is not None


def test_when_saving_fails_the_choice_holds_until_the_end_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    file = SettingsFile(path)
    file.change(voice_rate_wpm=150)
    before = path.read_bytes()

    def full(*_args: object, **_options: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        with pytest.raises(OSError, match="No space left"):
            file.change(appearance="dark")
    assert file.current.appearance == "dark"
    assert path.read_bytes() == before
    assert stat.S_ISREG(path.stat().st_mode)
