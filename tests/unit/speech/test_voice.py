"""The real voice: questions become files, once; without a voice the person is told why."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from greenroom.speech.ear import Ear
from greenroom.speech.errors import Cancelled, NoVoice
from greenroom.speech.voice import Voice
from tests.unit.speech.conftest import FakeHelper, word_error_rate

QUESTION = "What is the difference between supervised and unsupervised learning?"


@pytest.fixture
def voice(tmp_path: Path) -> Iterator[Voice]:
    voice = Voice(tmp_path / "cache")
    yield voice
    voice.close()


def seconds(wav: Path) -> float:
    return float(soundfile.info(wav).duration)


def test_a_question_is_read_so_that_it_can_be_understood(voice: Voice, ear: Ear) -> None:
    wav = voice.render(QUESTION, "", 165)
    assert word_error_rate(QUESTION, ear.transcribe(wav).text) <= 0.2


def test_the_same_question_is_rendered_once(voice: Voice) -> None:
    first = voice.render(QUESTION, "", 165)
    rendered_at = first.stat().st_mtime_ns
    second = voice.render(QUESTION, "", 165)
    assert second == first
    assert second.stat().st_mtime_ns == rendered_at


def test_a_cached_question_needs_no_helper(voice: Voice, tmp_path: Path) -> None:
    wav = voice.render(QUESTION, "", 165)
    without_helper = Voice(tmp_path / "cache", ["/no/such/program"])
    assert without_helper.render(QUESTION, "", 165) == wav


def test_every_question_gets_its_own_sound_from_the_first_on(voice: Voice) -> None:
    texts = ["One.", "This one is quite a bit longer than the first.", "Two words."]
    lengths = [seconds(voice.render(text, "", 165)) for text in texts]
    assert lengths[1] > 2 * lengths[0] > 0.2
    assert lengths[1] > lengths[2]


def test_a_slower_rate_takes_longer(voice: Voice) -> None:
    slow, fast = (seconds(voice.render(QUESTION, "", rate)) for rate in (100, 220))
    assert slow > 1.5 * fast


def test_the_chosen_voice_is_another_sound(voice: Voice) -> None:
    american, british = (seconds(voice.render(QUESTION, name, 165)) for name in ("gmw/en-us", "gmw/en"))
    assert american != pytest.approx(british, rel=0.01)


def test_voices_have_ids_names_and_languages(voice: Voice) -> None:
    voices = voice.voices()
    assert any(language.startswith("en") for v in voices for language in v.languages)
    assert all(v.id and v.name for v in voices)


def test_several_threads_may_ask_at_once(voice: Voice) -> None:
    texts = ["The first question.", "The second question.", "The third question.", "The first question."]
    rendered: dict[str, Path] = {}
    threads = [
        threading.Thread(target=lambda text=text: rendered.update({text: voice.render(text, "", 165)}))
        for text in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(set(rendered.values())) == 3
    assert all(seconds(wav) > 0.5 for wav in rendered.values())


def test_without_espeak_the_reason_and_the_remedy_are_said(tmp_path: Path) -> None:
    # What a system without espeak-ng does: the library cannot be loaded.
    program = (
        "import ctypes.util, sys, ctypes\n"
        "class Nothing(ctypes.CDLL):\n"
        "    def __init__(self, name, *rest, **more):\n"
        "        if name and 'espeak' in str(name): raise OSError('not found')\n"
        "        super().__init__(name, *rest, **more)\n"
        "ctypes.cdll._dlltype = Nothing\n"
        "from greenroom.speech.helper import main\n"
        "sys.exit(main(['voice']))\n"
    )
    script = tmp_path / "no_espeak.py"
    script.write_text(program, encoding="utf-8")
    voice = Voice(tmp_path / "cache", [sys.executable, str(script)])
    with pytest.raises(NoVoice) as problem:
        voice.render(QUESTION, "", 165)
    assert problem.value.what == "The question cannot be read aloud."
    assert "espeak-ng" in problem.value.why
    assert "sudo apt install espeak-ng" in problem.value.remedy
    assert list((tmp_path / "cache").iterdir()) == []
    voice.close()


def test_a_voice_that_is_gone_gives_way_to_the_best_one(voice: Voice) -> None:
    best = seconds(voice.render(QUESTION, "", 165))
    assert seconds(voice.render(QUESTION, "no-such-voice-anywhere", 165)) == pytest.approx(best, rel=0.005)


def test_every_english_voice_that_is_offered_can_read(voice: Voice) -> None:
    english = [v for v in voice.voices() if any(language.startswith("en") for language in v.languages)]
    assert english
    for offered in english:
        assert seconds(voice.render("Ready.", offered.id, 165)) > 0.2


def test_a_voice_that_hangs_twice_is_named(fake_helper: FakeHelper, tmp_path: Path) -> None:
    voice = Voice(tmp_path / "cache", fake_helper("hello()\ntime.sleep(600)\n"), silence_timeout_s=0.3)
    with pytest.raises(NoVoice, match="does not answer"):
        voice.render(QUESTION, "", 165)
    assert voice.pid is None
    voice.close()


def test_a_voice_that_hangs_once_is_replaced_and_reads(fake_helper: FakeHelper, tmp_path: Path) -> None:
    hung_before = tmp_path / "hung-before"
    program = f"""
from pathlib import Path
hello()
for r in requests():
    if not Path({str(hung_before)!r}).exists():
        Path({str(hung_before)!r}).touch()
        time.sleep(600)
    Path(r["params"]["wav"]).write_bytes(bytes(4000))
    send(id=r["id"], result={{"seconds": 3.0}})
"""
    voice = Voice(tmp_path / "cache", fake_helper(program), silence_timeout_s=0.5)
    assert voice.render(QUESTION, "", 165).is_file()
    voice.close()


@pytest.mark.parametrize("result", [{"seconds": 0.1}, {"seconds": 4.0}], ids=["cut off", "no file"])
def test_a_file_that_cannot_be_the_question_is_refused(
    fake_helper: FakeHelper, tmp_path: Path, result: dict[str, float]
) -> None:
    program = f"hello()\nfor r in requests(): send(id=r['id'], result={json.dumps(result)})\n"
    voice = Voice(tmp_path / "cache", fake_helper(program))
    with pytest.raises(NoVoice):
        voice.render(QUESTION, "", 165)
    assert list((tmp_path / "cache").iterdir()) == []
    voice.close()


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    voice = Voice(tmp_path / "file" / "cache")
    with pytest.raises(NoVoice, match="could not be saved"):
        voice.render(QUESTION, "", 165)
    voice.close()


def test_after_closing_nothing_is_started_again(voice: Voice) -> None:
    voice.close()
    with pytest.raises(Cancelled):
        voice.render(QUESTION, "", 165)
    assert voice.pid is None


@pytest.mark.parametrize("text", ["naïve café — “quoted” … 50 %", "a < b & c > d", "日本語", "a\r\nb\nc"])
def test_text_of_any_kind_is_read(voice: Voice, text: str) -> None:
    assert seconds(voice.render(text, "", 165)) > 0.2


@pytest.mark.parametrize("text", ["", " ", "?", "—"])
def test_text_without_a_word_is_refused_in_words(voice: Voice, text: str) -> None:
    with pytest.raises(NoVoice, match="nothing to read"):
        voice.render(text, "", 165)
