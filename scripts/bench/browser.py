"""Measuring in Chromium, on a processor made as slow as an old phone's."""

from __future__ import annotations

import functools
import http.server
import math
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.engines import MissingToolError


@dataclass(slots=True)
class Timing:
    """What one engine took over one list, in milliseconds and bytes."""

    opened: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    queries: list[float] = field(default_factory=list)
    heap: list[int] = field(default_factory=list)

    def add(self, other: Timing) -> None:
        self.opened += other.opened
        self.first += other.first
        self.queries += other.queries
        self.heap += other.heap

    @property
    def start(self) -> float:
        """From the data being there to the first answer."""
        return median(map(sum, zip(self.opened, self.first, strict=True)))

    @property
    def memory(self) -> float:
        """What the open index keeps after all queries."""
        return median(self.heap)

    @property
    def p50(self) -> float:
        return median(self.queries)

    @property
    def p95(self) -> float:
        return sorted(self.queries)[math.ceil(0.95 * len(self.queries)) - 1]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def end_headers(self) -> None:
        # An isolated page has a clock of 5 microseconds instead of 100.
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@dataclass(frozen=True, slots=True)
class Bench:
    """A browser and the folder that it reads from."""

    browser: Browser
    address: str
    slowdown: float

    @contextmanager
    def page(self, engine: str, slowdown: float = 1) -> Iterator[tuple[Page, CDPSession]]:
        page = self.browser.new_page()
        page.set_default_timeout(0)
        page.goto(f"{self.address}{engine}.html")
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        yield page, session
        page.close()

    def build(self, engine: str, file: str) -> str:
        """The data that only the engine's own script can make."""
        with self.page(engine) as (page, _):
            text: str = page.evaluate("each => bench.build(...each)", [engine, file])
            return text

    def answers(
        self, engine: str, file: str, more: str, queries: list[list[str]]
    ) -> list[list[str]]:
        """The keys found for each query, best first."""
        with self.page(engine) as (page, _):
            page.evaluate("each => bench.start(...each)", [engine, file, queries[0], more])
            found: list[list[str]] = page.evaluate("each => bench.answers(each)", queries)
            return found

    def time(
        self,
        engine: str,
        file: str,
        more: str,
        warm_up: list[list[str]],
        queries: list[list[str]],
    ) -> Timing:
        """Each query once in a fresh page, so that no answer is remembered."""
        with self.page(engine, self.slowdown) as (page, session):
            before = heap(session)
            given = [engine, file, warm_up[0], more]
            start = page.evaluate("each => bench.start(...each)", given)
            page.evaluate("each => bench.time(each)", warm_up[1:])
            times = page.evaluate("each => bench.time(each)", queries)
            return Timing([start[0]], [start[1]], times, [heap(session) - before])


def heap(session: CDPSession) -> int:
    """Bytes of live objects and of typed arrays, after garbage is collected."""
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")
    return int(used["usedSize"] + used.get("backingStorageSize", 0))


@contextmanager
def opened(folder: Path, slowdown: float) -> Iterator[Bench]:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise MissingToolError("Chưa có Chromium. Hãy chạy: sudo apt install chromium")
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        # Chromium's own sandbox does not run as root.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield Bench(browser, f"http://127.0.0.1:{server.server_port}/", slowdown)
        browser.close()
    server.shutdown()
