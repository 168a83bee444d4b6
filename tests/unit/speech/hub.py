"""A model hub on this machine: serves files as the public one does, and misbehaves when told to."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from greenroom.speech.models import CatalogueModel, PinnedFile

REPOSITORY = "Someone/a-model"
REVISION = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Hub:
    """What is served, what was asked for, and what goes wrong with the next requests."""

    files: dict[str, bytes]
    address: str = ""
    requests: list[tuple[str, str, str | None]] = field(default_factory=list)
    """Method, path and Range of each request."""
    knows_ranges: bool = True
    lies_about_ranges: bool = False
    status: int | None = None
    cuts_after: int | None = None
    """Each connection breaks after so many bytes of model.bin."""
    stalls_after: int | None = None
    """Each connection falls silent after so many bytes of model.bin, until `go_on` is set."""
    corrupt: bool = False
    listing: Callable[[list[dict[str, object]]], object] = lambda listed: listed
    go_on: threading.Event = field(default_factory=threading.Event)
    is_stalling: threading.Event = field(default_factory=threading.Event)

    def model(self, *, unpinned: tuple[str, ...] = ()) -> CatalogueModel:
        """The catalogue's entry of what is served; `unpinned` files have no known SHA-256."""
        pinned = tuple(
            PinnedFile(name, len(body), hashlib.sha256(body).hexdigest())
            for name, body in self.files.items()
            if name not in unpinned
        )
        return CatalogueModel("a-model", REPOSITORY, REVISION, 4.2, pinned)

    def ranges_of(self, name: str) -> list[str | None]:
        """The Range of each time that a file was asked for."""
        return [wanted for method, path, wanted in self.requests if method == "GET" and path.endswith(f"/{name}")]


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """Serve `hub` at `hub.address` until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(hub))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), name="hub")
    thread.start()
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hub
    finally:
        hub.go_on.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(hub: Hub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            """Silent: tests look at `hub.requests`."""

        def do_GET(self) -> None:
            hub.requests.append(("GET", self.path, self.headers.get("Range")))
            if hub.status is not None:
                self._send(hub.status, b'{"error": "no"}', {})
            elif self.path.startswith(f"/api/models/{REPOSITORY}/tree/{REVISION}"):
                listed: list[dict[str, object]] = [_listed(name, body) for name, body in hub.files.items()]
                listed.append({"type": "directory", "path": "other", "oid": "0" * 40, "size": 0})
                self._send(200, json.dumps(hub.listing(listed)).encode(), {"Content-Type": "application/json"})
            elif self.path.startswith(prefix := f"/{REPOSITORY}/resolve/{REVISION}/"):
                self._send_file(self.path.removeprefix(prefix))
            else:
                self._send(404, b"", {})

        def _send_file(self, name: str) -> None:
            body = hub.files[name]
            wanted = self.headers.get("Range")
            headers = {"ETag": f'"{_git_hash(body)}"', "X-Repo-Commit": REVISION, "Accept-Ranges": "bytes"}
            if hub.corrupt and name == "model.bin":
                body = body[:100] + bytes([body[100] ^ 1]) + body[101:]
            if wanted is None or not hub.knows_ranges:
                self._send(200, body, headers, name)
                return
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if hub.lies_about_ranges:
                start = 7
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            self._send(206, body[start:], headers, name)

        def _send(self, status: int, body: bytes, headers: dict[str, str], name: str = "") -> None:
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            mishaps = name == "model.bin"
            try:
                if mishaps and hub.cuts_after is not None:
                    self.wfile.write(body[: hub.cuts_after])
                    self.close_connection = True
                elif mishaps and hub.stalls_after is not None:
                    self.wfile.write(body[: hub.stalls_after])
                    self.wfile.flush()
                    hub.is_stalling.set()
                    hub.go_on.wait(30)
                    self.close_connection = True
                else:
                    self.wfile.write(body)
            except OSError:
                self.close_connection = True  # the client went away

    return Handler


def _listed(name: str, body: bytes) -> dict[str, object]:
    entry: dict[str, object] = {"type": "file", "path": name, "size": len(body), "oid": _git_hash(body)}
    if name == "model.bin":
        entry["lfs"] = {"oid": hashlib.sha256(body).hexdigest(), "size": len(body), "pointerSize": 134}
    return entry


def _git_hash(body: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(body) + body, usedforsecurity=False).hexdigest()
