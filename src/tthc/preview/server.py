"""Serves the site to the machine it runs on, and tells open pages when something has changed."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Any

from tthc import addresses
from tthc.terms import Language

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
"""By which this machine calls itself. A page elsewhere whose name was made to lead here has
another, and must not read what is not published yet."""
SCRIPT = "/__xem-thu.js"
EVENTS = "/__xem-thu"
_TAG = f'<script src="{SCRIPT}" defer></script></head>'.encode()
_PATIENCE = 15.0
"""Seconds after which a page that waits hears that nothing has happened."""


class PreviewServer(ThreadingHTTPServer):
    """Raises `OSError` when something else listens at `port`; 0 means any that is free."""

    daemon_threads = True

    def __init__(self, port: int, folder: Callable[[], Path]) -> None:
        super().__init__((HOST, port), _Handler)
        self.folder = folder
        self._changed = threading.Condition()
        self._numbers: dict[Language, int] = dict.fromkeys(addresses.ROOTS, 0)
        self._problems: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def tell(self, *languages: Language, problems: tuple[str, ...] = ()) -> None:
        """Lets pages in `languages` show `problems`, or themselves anew when there are none."""
        with self._changed:
            for language in languages:
                self._numbers[language] += 1
            self._problems = problems
            self._changed.notify_all()

    def wait(self, language: Language, seen: int | None) -> tuple[int, tuple[str, ...]]:
        """The number of the last change in `language` and what is wrong since; at once if `seen` is
        older."""
        with self._changed:
            if seen is not None:
                self._changed.wait_for(lambda: self._numbers[language] != seen, _PATIENCE)
            return self._numbers[language], self._problems

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who leaves a page before all of it has come is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    server: PreviewServer

    def parse_request(self) -> bool:
        if not super().parse_request():
            return False
        if self.headers.get("Host", HOST).partition(":")[0].lower() in _NAMES:
            return True
        self._send(b"", "text/plain", HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == SCRIPT:
            script = resources.files("tthc.preview").joinpath("preview.js").read_bytes()
            self._send(script, "text/javascript; charset=utf-8")
        elif path == EVENTS:
            self._events("en" if query.startswith("/" + addresses.ROOTS["en"]) else "vi")
        else:
            try:
                self._file(path)
            except ConnectionError:
                raise
            except OSError:  # a name that no file can have, or a file that has just gone
                self._missing()

    def _file(self, path: str) -> None:
        file = Path(self.translate_path(path))
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html" and file.is_file():
            self._page(file, HTTPStatus.OK)
        elif file.exists():
            super().do_GET()
        else:
            self._missing()

    def _missing(self) -> None:
        self._page(self.server.folder() / "404.html", HTTPStatus.NOT_FOUND)

    def translate_path(self, path: str) -> str:
        self.directory = str(self.server.folder())
        return super().translate_path(path)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Says nothing: the console is for what is wrong with the data."""

    def _page(self, file: Path, status: HTTPStatus) -> None:
        content = file.read_bytes().replace(b"</head>", _TAG, 1)
        self._send(content, "text/html; charset=utf-8", status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _events(self, language: Language) -> None:
        """Server-sent events (WHATWG HTML, 9.2), until the page is left."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen: int | None = None
        while True:
            number, problems = self.server.wait(language, seen)
            is_new = seen is not None and number != seen
            if problems or is_new:
                data = json.dumps({"problems": problems})
                self.wfile.write(f"data: {data}\n\n".encode())
            else:
                self.wfile.write(b":\n\n")
            self.wfile.flush()
            seen = number
