"""Downloads of models: whole and checked or not there at all, and never from the beginning twice."""

from __future__ import annotations

import os
import random
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from greenroom.paths import shipped
from greenroom.speech import fetching
from greenroom.speech.download import Download, Downloads, Progress
from greenroom.speech.ear import Ear
from greenroom.speech.errors import (
    Cancelled,
    CannotSaveModel,
    DownloadCut,
    DownloadFailed,
    DownloadStalled,
    DownloadWrong,
    HubRefused,
    HubUnreachable,
    NoRoomForModel,
    SpeechError,
)
from greenroom.speech.fetching import Fetching
from greenroom.speech.models import CATALOGUE, SHIPPED, CatalogueModel, ModelState, installed, part_of
from greenroom.speech.wire import Job, Wire
from tests.unit.speech.hub import Hub, serving

BODY = random.Random(1).randbytes(3_000_000)
FILES = {
    "model.bin": BODY,
    "config.json": b"{}",
    "tokenizer.json": b'{"a": 1}',
    "vocabulary.txt": b"a\nb\n",
    "README.md": b"not wanted",
}
WANTED = set(FILES) - {"README.md"}


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving(Hub(dict(FILES))) as hub:
        yield hub


@pytest.fixture
def model(hub: Hub) -> CatalogueModel:
    return hub.model(unpinned=("config.json", "README.md"))


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    return tmp_path / "data" / "models"


class Silent:
    """Where a job writes when nobody listens."""

    def write(self, line: bytes) -> int:
        return len(line)

    def flush(self) -> None:
        pass


def fetch_here(hub: Hub, model: CatalogueModel, models_dir: Path, stall_s: float = 5.0) -> Path:
    """The helper's side alone, in this process and without waits between tries."""
    folder = models_dir / model.name
    params = {
        "endpoint": hub.address,
        "repository": model.repository,
        "revision": model.revision,
        "pinned": [[file.name, file.size_bytes, file.sha256] for file in model.pinned],
        "folder": str(folder),
        "stall_s": stall_s,
    }
    job = Job(Wire(Silent()), 1, "download", params)  # type: ignore[arg-type]
    Fetching(retry_after_s=(0, 0)).download(job)
    return folder


def assert_whole(folder: Path) -> None:
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {name: FILES[name] for name in WANTED}
    assert not part_of(folder).exists()


class TestAHubThatBehaves:
    def test_the_files_of_the_model_arrive_and_no_others(
        self, hub: Hub, model: CatalogueModel, models_dir: Path
    ) -> None:
        assert_whole(fetch_here(hub, model, models_dir))

    def test_what_was_interrupted_goes_on_where_it_stopped(
        self, hub: Hub, model: CatalogueModel, models_dir: Path
    ) -> None:
        part = part_of(models_dir / model.name)
        part.mkdir(parents=True)
        (part / "model.bin").write_bytes(BODY[:1_000_000])
        assert_whole(fetch_here(hub, model, models_dir))
        assert hub.ranges_of("model.bin") == ["bytes=1000000-"]

    def test_no_one_else_is_asked_and_nothing_is_told(
        self, hub: Hub, model: CatalogueModel, models_dir: Path
    ) -> None:
        fetch_here(hub, model, models_dir)
        asked = {path.partition("?")[0] for _, path, _ in hub.requests}
        files = {f"/{model.repository}/resolve/{model.revision}/{name}" for name in WANTED}
        assert asked == {f"/api/models/{model.repository}/tree/{model.revision}", *files}


class TestAHubThatDoesNot:
    def test_a_connection_that_is_cut_is_taken_up_again(
        self, hub: Hub, model: CatalogueModel, models_dir: Path
    ) -> None:
        hub.cuts_after = 700_000
        assert_whole(fetch_here(hub, model, models_dir))
        assert hub.ranges_of("model.bin") == [None, *(f"bytes={n * 700_000}-" for n in (1, 2, 3, 4))]

    def test_one_that_never_brings_anything_ends_in_words_and_what_came_is_kept(
        self, hub: Hub, model: CatalogueModel, models_dir: Path
    ) -> None:
        part = part_of(models_dir / model.name)
        part.mkdir(parents=True)
        (part / "model.bin").write_bytes(BODY[:1_000_000])
        hub.cuts_after = 0
        with pytest.raises(DownloadCut, match=r"127\.0\.0\.1"):
            fetch_here(hub, model, models_dir)
        assert (part / "model.bin").read_bytes() == BODY[:1_000_000]
        assert not (models_dir / model.name).exists()

    def test_one_that_falls_silent_is_said_and_what_came_is_kept(
        self, hub: Hub, model: CatalogueModel, models_dir: Path
    ) -> None:
        hub.stalls_after = 700_000
        with pytest.raises(DownloadStalled, match=r"127.0.0.1.* stopped sending.*0.3 s"):
            fetch_here(hub, model, models_dir, stall_s=0.3)
        part = part_of(models_dir / model.name)
        assert (part / "model.bin").read_bytes() == BODY[:700_000]
        hub.stalls_after = None
        assert_whole(fetch_here(hub, model, models_dir))

    @pytest.mark.parametrize("way", ["knows no ranges", "lies about ranges"])
    def test_a_server_that_sends_other_bytes_than_asked_for_spoils_nothing(
        self, hub: Hub, model: CatalogueModel, models_dir: Path, way: str
    ) -> None:
        part = part_of(models_dir / model.name)
        part.mkdir(parents=True)
        (part / "model.bin").write_bytes(BODY[:1_000_000])
        hub.knows_ranges = way != "knows no ranges"
        hub.lies_about_ranges = way == "lies about ranges"
        assert_whole(fetch_here(hub, model, models_dir))

    def test_one_wrong_bit_and_the_model_cannot_be_chosen(
        self, hub: Hub, model: CatalogueModel, models_dir: Path
    ) -> None:
        hub.corrupt = True
        with pytest.raises(DownloadWrong, match=r"127.0.0.1.*other contents than were published"):
            fetch_here(hub, model, models_dir)
        assert not (models_dir / model.name).exists()
        hub.corrupt = False
        assert_whole(fetch_here(hub, model, models_dir))

    def test_a_small_file_without_a_known_hash_is_held_against_the_listing(
        self, hub: Hub, model: CatalogueModel, models_dir: Path
    ) -> None:
        hub.listing = lambda listed: [
            {**entry, "oid": "0" * 40} if entry["path"] == "config.json" else entry for entry in listed
        ]
        with pytest.raises(DownloadWrong, match=r"config\.json arrived with other contents"):
            fetch_here(hub, model, models_dir)

    def test_a_file_of_another_size_is_refused_before_a_byte_of_it_is_fetched(
        self, hub: Hub, model: CatalogueModel, models_dir: Path
    ) -> None:
        hub.files["model.bin"] = BODY + b"more"
        with pytest.raises(DownloadWrong, match=r"model\.bin there is not the one that was published"):
            fetch_here(hub, model, models_dir)
        assert hub.ranges_of("model.bin") == []

    @pytest.mark.parametrize(
        "listing",
        [
            lambda _: {"hello": "portal"},
            lambda _: [],
            lambda _: [1, 2],
            lambda _: "no",
            lambda _: [{"type": "file"}],
        ],
    )
    def test_what_is_no_hub_is_said(
        self, hub: Hub, model: CatalogueModel, models_dir: Path, listing: object
    ) -> None:
        hub.listing = listing  # type: ignore[assignment]
        with pytest.raises(DownloadWrong):
            fetch_here(hub, model, models_dir)

    @pytest.mark.parametrize("status", [401, 403, 404, 500])
    def test_a_refusal_names_the_server_and_its_answer(
        self, hub: Hub, model: CatalogueModel, models_dir: Path, status: int
    ) -> None:
        hub.status = status
        with pytest.raises(HubRefused, match=rf"127.0.0.1.*{status}"):
            fetch_here(hub, model, models_dir)

    def test_without_a_network_it_says_where_it_tried(self, model: CatalogueModel, models_dir: Path) -> None:
        with pytest.raises(HubUnreachable, match=r"127.0.0.1:9 cannot be reached"):
            fetch_here(Hub({}, "http://127.0.0.1:9"), model, models_dir)


class TestADiskThatDoesNot:
    def test_room_is_looked_at_before_anything_is_fetched(
        self, hub: Hub, model: CatalogueModel, models_dir: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fetching, "SPARE_BYTES", 10**18)
        with pytest.raises(NoRoomForModel, match="MB free"):
            fetch_here(hub, model, models_dir)
        assert hub.ranges_of("model.bin") == []

    def test_a_disk_that_fills_up_meanwhile_is_said(
        self, hub: Hub, model: CatalogueModel, models_dir: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        part = part_of(models_dir / model.name)
        part.mkdir(parents=True)
        if not Path("/dev/full").exists():
            pytest.skip("this system has no disk that is always full")
        (part / "config.json").symlink_to("/dev/full")
        with pytest.raises(NoRoomForModel, match="no room"):
            fetch_here(hub, model, models_dir)

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
    def test_a_folder_that_cannot_be_written_is_named(
        self, hub: Hub, model: CatalogueModel, tmp_path: Path
    ) -> None:
        tmp_path.chmod(0o500)
        with pytest.raises(CannotSaveModel, match=r"a-model\.part"):
            fetch_here(hub, model, tmp_path)

    def test_a_file_where_the_folder_should_be_is_named(
        self, hub: Hub, model: CatalogueModel, tmp_path: Path
    ) -> None:
        (tmp_path / "models").write_text("in the way")
        with pytest.raises(CannotSaveModel, match=r"a-model\.part"):
            fetch_here(hub, model, tmp_path / "models")


class TestTheProcess:
    """What the app sees: the same, in a helper that it can end."""

    def test_progress_is_told_and_the_model_is_there(
        self, hub: Hub, model: CatalogueModel, models_dir: Path
    ) -> None:
        told: list[Progress] = []
        folder = Downloads(models_dir, endpoint=hub.address).begin(model).run(told.append)
        assert_whole(folder)
        assert {progress.total_bytes for progress in told} == {sum(len(FILES[name]) for name in WANTED)}
        received = [progress.received_bytes for progress in told]
        assert received == sorted(received)

    def test_a_pause_ends_even_a_silent_connection_and_the_next_download_goes_on(
        self, hub: Hub, model: CatalogueModel, models_dir: Path
    ) -> None:
        hub.stalls_after = 700_000
        downloads = Downloads(models_dir, endpoint=hub.address)
        download = downloads.begin(model)
        arriving = threading.Event()
        ended: list[object] = []
        thread = threading.Thread(target=lambda: ended.append(_outcome(download, arriving)))
        thread.start()
        assert hub.is_stalling.wait(20)
        assert arriving.wait(20)
        download.stop()
        thread.join(5)
        assert not thread.is_alive()
        assert isinstance(ended[0], Cancelled)
        kept_bytes = (part_of(models_dir / model.name) / "model.bin").stat().st_size
        assert 0 < kept_bytes <= 700_000
        hub.stalls_after = None
        assert_whole(downloads.begin(model).run())
        assert hub.ranges_of("model.bin") == [None, f"bytes={kept_bytes}-"]

    def test_an_error_comes_through_as_what_it_is(self, hub: Hub, model: CatalogueModel, models_dir: Path) -> None:
        hub.status = 403
        with pytest.raises(HubRefused, match="403"):
            Downloads(models_dir, endpoint=hub.address).begin(model).run()

    def test_a_process_that_dies_is_told_with_where_it_connected(
        self, model: CatalogueModel, models_dir: Path
    ) -> None:
        downloads = Downloads(models_dir, endpoint="https://hub.example", command=["/no/such/program"])
        with pytest.raises(DownloadFailed, match=r"hub\.example"):
            downloads.begin(model).run()

    def test_after_closing_nothing_begins(self, hub: Hub, model: CatalogueModel, models_dir: Path) -> None:
        downloads = Downloads(models_dir, endpoint=hub.address)
        downloads.close()
        with pytest.raises(Cancelled):
            downloads.begin(model).run()
        assert hub.requests == []

    def test_making_one_connects_to_nothing(self, hub: Hub, model: CatalogueModel, models_dir: Path) -> None:
        downloads = Downloads(models_dir, endpoint=hub.address)
        downloads.begin(model)
        assert downloads.free_bytes() > 0
        assert downloads.host == hub.address.removeprefix("http://")
        assert hub.requests == []

    def test_the_public_hub_is_meant_unless_a_mirror_is_set(
        self, models_dir: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("HF_ENDPOINT", raising=False)
        assert Downloads(models_dir).host == "huggingface.co"
        monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example:8443")
        assert Downloads(models_dir).host == "mirror.example:8443"

    def test_a_model_can_be_removed_whole_or_in_part(self, hub: Hub, models_dir: Path) -> None:
        downloads = Downloads(models_dir, endpoint=hub.address)
        base = CATALOGUE[1]
        for folder in (models_dir / base.name, part_of(models_dir / base.name)):
            folder.mkdir(parents=True)
            (folder / "model.bin").write_bytes(b"half")
        downloads.remove(base)
        assert list(models_dir.iterdir()) == []
        assert installed(models_dir)[1].state is ModelState.ABSENT


def test_the_model_that_ships_downloads_and_transcribes(tmp_path: Path) -> None:
    folder = shipped().model
    files = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    with serving(Hub(files, cuts_after=30_000_000)) as hub:
        served = hub.model()
        assert {file.name: file.sha256 for file in served.pinned} == {f.name: f.sha256 for f in SHIPPED.pinned}
        fetched = Downloads(tmp_path, endpoint=hub.address).begin(served).run()
    ear = Ear(fetched)
    try:
        ear.warm_up()
    finally:
        ear.close()
        shutil.rmtree(fetched)


def _outcome(download: Download, arriving: threading.Event) -> object:
    try:
        return download.run(lambda _: arriving.set())
    except (Cancelled, SpeechError) as error:
        return error
