"""Opens pages in Chromium as a phone with a slow processor on a slow line does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.engines import MissingToolError
from bench.pages.figures import Shift, Task, Visit, cls, tbt

WATCH = """
window.seen = { lcp: 0, shifts: [], tasks: [] }
const watch = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take))
  .observe({ type, buffered: true })
watch("largest-contentful-paint", entry => { seen.lcp = entry.startTime })
watch("layout-shift", ({ hadRecentInput, startTime, value }) => {
  if (!hadRecentInput) seen.shifts.push([startTime, value])
})
watch("longtask", ({ startTime, duration }) => seen.tasks.push([startTime, duration]))
"""
READ = """() => ({
  ...seen, fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
})"""
ICON = """async () => {
  const icon = document.querySelector("link[rel=icon]")
  if (icon) await fetch(icon.href)
}"""
"""A browser without a window fetches no icon by itself."""
SETTLED = 500
"""Milliseconds after the last request in which something may still move."""


@dataclass(frozen=True, slots=True)
class Line:
    """Latency of each request in milliseconds, bytes per second down and up."""

    name: str
    latency: float
    down: float
    up: float


LINES = (
    Line("3G nhanh, 150 ms", 150, 1_638_400 / 8, 768_000 / 8),
    Line("3G nhanh, 562,5 ms", 562.5, 1_474_560 / 8, 691_200 / 8),
)
"""Lighthouse's "slow 4G", which older tools call fast 3G: its own figures, and those with which it
makes Chromium slow each request down, since Chromium does not slow the opening of connections."""


@dataclass(frozen=True, slots=True)
class Phone:
    browser: Browser
    line: Line
    slowdown: float
    width: int = 390
    height: int = 844

    @contextmanager
    def newcomer(self) -> Iterator[BrowserContext]:
        """A reader who has kept nothing from earlier visits."""
        context = self.browser.new_context(
            viewport={"width": self.width, "height": self.height},
            device_scale_factor=3,
            is_mobile=True,
            has_touch=True,
        )
        context.add_init_script(WATCH)
        yield context
        context.close()

    def visit(self, context: BrowserContext, address: str) -> Visit:
        page = context.new_page()
        session = context.new_cdp_session(page)
        sizes: list[float] = []
        kept: set[str] = set()

        def finished(event: dict[str, Any]) -> None:
            if event["requestId"] not in kept:
                sizes.append(event["encodedDataLength"])

        def answered(event: dict[str, Any]) -> None:
            if event["response"].get("fromDiskCache"):
                kept.add(event["requestId"])

        session.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
        session.on("Network.responseReceived", answered)
        session.on("Network.loadingFinished", finished)
        session.send("Network.enable")
        session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": self.line.latency,
                "downloadThroughput": self.line.down,
                "uploadThroughput": self.line.up,
            },
        )
        session.send("Emulation.setCPUThrottlingRate", {"rate": self.slowdown})
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SETTLED)
        seen = page.evaluate(READ)
        page.evaluate(ICON)
        page.wait_for_timeout(0)
        page.close()
        return Visit(
            size=round(sum(sizes)),
            requests=len(sizes),
            fcp=seen["fcp"],
            lcp=seen["lcp"],
            cls=cls(Shift(*each) for each in seen["shifts"]),
            tbt=tbt((Task(*each) for each in seen["tasks"]), seen["fcp"]),
        )


@contextmanager
def opened(trusted: str) -> Iterator[Browser]:
    """`trusted` is the digest of the public key of the server that is measured."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise MissingToolError("Chưa có Chromium. Hãy chạy: sudo apt install chromium")
    with sync_playwright() as playwright:
        # Chromium's own sandbox does not run as root.
        arguments = ["--no-sandbox", f"--ignore-certificate-errors-spki-list={trusted}"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()
