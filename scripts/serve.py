"""Shows the site on this machine while its data is edited: what is saved is on screen at once.

    python scripts/serve.py [--port 8000] [--as-of YYYY-MM-DD] [--data FOLDER]

Runs until Ctrl+C. Exit status 0 then, 1 when the site cannot be built at first, 2 for wrong
arguments or a port that is taken.
"""

from __future__ import annotations

import gc
import queue
import sys
import tempfile
import threading
import time
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CLOSED_NO_WRITE,
    EVENT_TYPE_OPENED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from tthc import addresses, clock, console
from tthc.model.update import FOLDER
from tthc.press.writing import PressError
from tthc.preview.following import FIRST, Preview
from tthc.preview.server import PreviewServer

ROOT = Path(__file__).resolve().parents[1]
BY_HAND = ("docs", "overrides", "hooks")
"""Folders from which MkDocs makes its part of the site."""
QUIET = 0.03
"""Seconds without a change after which an editor has saved all it wanted to."""
FIRST_LOOK = 0.3
"""Seconds that a page has for showing itself anew before the rest takes the machine."""


def main() -> int:
    parser = console.parser("Mở trang web trên máy này và cập nhật ngay khi lưu tệp.")
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
    parser.add_argument("--data", type=Path, default=ROOT / "procedures", help="thư mục dữ liệu")
    arguments = console.arguments(parser)
    data: Path = arguments.data.resolve()
    gc.disable()  # it would look at thousands of records again and again while somebody waits
    with tempfile.TemporaryDirectory() as work:
        preview = Preview(ROOT, data, Path(work))
        try:
            server = PreviewServer(arguments.port, lambda: preview.folder)
        except (OSError, OverflowError):
            parser.error(f"cổng {arguments.port} không dùng được; hãy chọn cổng khác: --port 8001")
        changes = watched(data)
        if not refreshed(preview, server, changes):
            return 1
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Mở {server.address} (dừng: Ctrl+C)", flush=True)
        try:
            while True:
                follow(preview, server, changes)
        except KeyboardInterrupt:
            return 0


def watched(data: Path) -> queue.Queue[Path]:
    """Where the paths of all files come in that change from now on, but for hidden ones."""
    changes: queue.Queue[Path] = queue.Queue()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            is_read = event.event_type in (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE)
            path = Path(str(event.dest_path or event.src_path))
            is_hidden = path.name.startswith(".") or "__pycache__" in path.parts
            if not event.is_directory and not is_read and not is_hidden:
                changes.put(path)

    observer = Observer()
    for folder in {data, *(ROOT / name for name in BY_HAND)}:
        observer.schedule(Handler(), str(folder), recursive=True)
    observer.start()
    return changes


def follow(preview: Preview, server: PreviewServer, changes: queue.Queue[Path]) -> None:
    """Waits for a change, and brings the site up to date."""
    seen = {changes.get()}
    try:
        while True:
            seen.add(changes.get(timeout=QUIET))
    except queue.Empty:
        pass
    if any(is_by_hand(path) for path in seen):
        preview.forget_shells()
    refreshed(preview, server, changes)


def is_by_hand(path: Path) -> bool:
    """Whether MkDocs makes something of it. Policy updates are data."""
    is_update = path.parent == ROOT / "docs" / FOLDER and path.suffix == ".md"
    return not is_update and any(path.is_relative_to(ROOT / name) for name in BY_HAND)


def refreshed(preview: Preview, server: PreviewServer, changes: queue.Queue[Path]) -> bool:
    """Whether the data can be shown; else what is wrong is told. English and the search wait for
    a time without `changes`."""
    begun, is_whole = time.perf_counter(), False
    try:
        wrong = tuple(map(str, preview.refresh()))
        if not wrong:
            server.tell(FIRST)
            print(f"Trang đã theo dữ liệu sau {time.perf_counter() - begun:.1f} giây.", flush=True)
            time.sleep(FIRST_LOOK)
            is_whole = preview.finish(changes.empty)
    except (PressError, clock.ClockError) as error:
        wrong = (str(error),)
    except OSError as error:
        wrong = (f"Không đọc hay ghi được tệp: {error}.",)
    if changes.empty():
        gc.collect()  # now, when nobody waits
    print(*wrong, sep="\n", end="\n" if wrong else "", flush=True)
    if wrong:
        server.tell(*addresses.ROOTS, problems=wrong)
    elif is_whole:
        server.tell(*(each for each in addresses.ROOTS if each != FIRST))
    return not wrong


if __name__ == "__main__":
    sys.exit(main())
