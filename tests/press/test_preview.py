"""The preview without a theme: what is on screen stays there until what replaces it is whole."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.editing import edit
from tests.press.sites import BY_HAND, FRAME, copied
from tests.versioning import english
from tthc import addresses
from tthc.press.shell import Plan, Shell
from tthc.press.writing import PressError
from tthc.preview import following
from tthc.preview.following import Preview
from tthc.preview.server import PreviewServer
from tthc.terms import Language

ROOT = Path(__file__).resolve().parents[2]
PAGE = "thu-tuc/9.000001/index.html"


class Themes:
    """What MkDocs would make of files by hand."""

    def __init__(self) -> None:
        self.files: dict[Language, dict[str, bytes]] = {each: {} for each in addresses.ROOTS}
        self.watch: Callable[[], None] = lambda: None

    def lay(
        self,
        plans: Mapping[Language, Plan],
        _root: Path,
        _environment: Mapping[str, str],
        _known: object,
    ) -> dict[Language, Shell]:
        self.watch()
        return {
            language: Shell(
                dict.fromkeys((each.address for each in plan.models), FRAME),
                (BY_HAND,),
                {"config": {}, "docs": []},
                self.files[language],
            )
            for language, plan in plans.items()
        }


@pytest.fixture
def themes(monkeypatch: pytest.MonkeyPatch) -> Themes:
    found = Themes()
    monkeypatch.setattr(following, "shells", found.lay)
    for name, value in (("BOARD", "ban-thu"), ("TTHC_TODAY", "2026-07-15"), ("TTHC_CACHE", "")):
        monkeypatch.setenv(name, value)
    return found


@pytest.fixture
def preview(themes: Themes, tmp_path: Path) -> Preview:
    (tmp_path / "work").mkdir()
    found = Preview(ROOT, copied(tmp_path), tmp_path / "work")
    assert found.refresh() == []
    found.finish()
    return found


def stands(preview: Preview) -> bool:
    return all((preview.folder / root / PAGE).is_file() for root in addresses.ROOTS.values())


def test_a_new_theme_is_shown_when_all_pages_have_it(preview: Preview, themes: Themes) -> None:
    before = preview.folder
    seen: list[bool] = []
    themes.watch = lambda: seen.append(preview.folder == before and stands(preview))
    preview.forget_shells()
    preview.refresh()
    assert seen == [True]
    assert preview.folder != before and stands(preview)


@pytest.mark.parametrize("language", addresses.ROOTS)
def test_a_page_whose_place_is_taken_leaves_what_is_on_screen(
    preview: Preview, themes: Themes, language: Language
) -> None:
    themes.files[language] = {PAGE: b""}
    for _ in range(2):
        preview.forget_shells()
        with pytest.raises(PressError, match=r"thu-tuc/9\.000001"):
            preview.refresh()
        assert stands(preview)
    themes.files[language] = {}
    preview.forget_shells()
    preview.refresh()
    assert stands(preview)


def test_what_is_saved_meanwhile_comes_before_the_rest(preview: Preview, tmp_path: Path) -> None:
    page = preview.folder / "en" / PAGE
    edit(english(tmp_path / "procedures"), "For those who", "For all who")
    assert preview.refresh() == []
    assert not preview.finish(lambda: False)
    assert "For all who" not in page.read_text(encoding="utf-8")
    assert preview.refresh() == []
    assert preview.finish()
    assert "For all who" in page.read_text(encoding="utf-8")


def test_former_themes_are_not_kept(preview: Preview) -> None:
    for _ in range(5):
        preview.forget_shells()
        preview.refresh()
    assert len(list(preview.folder.parent.iterdir())) <= 2


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    (tmp_path / "index.html").write_text("<head></head>nháp", encoding="utf-8")
    (tmp_path / "404.html").write_text("<head></head>không có", encoding="utf-8")
    with PreviewServer(0, lambda: tmp_path) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


def answer(server: PreviewServer, path: str, host: str = "127.0.0.1") -> str:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        with connection.makefile("rb") as stream:
            return stream.read().decode("utf-8")


def test_only_this_machine_is_answered_by_its_own_names(server: PreviewServer) -> None:
    for host in ("127.0.0.1", f"127.0.0.1:{server.server_port}", "localhost:8000"):
        assert "nháp" in answer(server, "/", host)
    for host in ("example.com", "127.0.0.1.example.com", f"example.com:{server.server_port}"):
        said = answer(server, "/", host)
        assert " 421 " in said and "nháp" not in said


@pytest.mark.parametrize("path", ["/" + "a" * 300, "/" + "a" * 5000, "/%00", "/%2e%2e/%2e%2e/etc"])
def test_a_name_that_no_file_has_is_not_found(server: PreviewServer, path: str) -> None:
    said = answer(server, path)
    assert " 404 " in said and "không có" in said


def test_who_leaves_early_is_no_error(
    server: PreviewServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_bytes(b"<head></head>" + b"x" * 20_000_000)
    for _ in range(5):
        connection = socket.create_connection(("127.0.0.1", server.server_port))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        connection.recv(10)
        connection.close()
    answer(server, "/404.html")
    for thread in threading.enumerate():
        if "process_request" in thread.name:
            thread.join(10)
    assert capsys.readouterr().err == ""


def test_pages_hear_of_changes_in_their_own_language(server: PreviewServer) -> None:
    before = {each: server.wait(each, None)[0] for each in addresses.ROOTS}
    server.tell("en")
    assert server.wait("en", before["en"])[0] != before["en"]
    assert server.wait("vi", None)[0] == before["vi"]
    server.tell("vi", "en", problems=("sai",))
    assert server.wait("vi", before["vi"])[1] == ("sai",)
