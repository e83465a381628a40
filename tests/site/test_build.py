"""The build command."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.site.conftest import ROOT, build


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_second_build_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert build(again).returncode == 0
    assert files(again) == files(site)
    _, different, failed = filecmp.cmpfiles(site, again, files(site), shallow=False)
    assert (different, failed) == ([], [])


def test_bad_data_leaves_the_site_untouched(tmp_path: Path) -> None:
    data = tmp_path / "procedures"
    shutil.copytree(ROOT / "procedures", data)
    broken = data / "dau-tu" / "1.009664.yml"
    broken.write_text(
        broken.read_text(encoding="utf-8").replace("amount: 0", "amount: 1 triệu"), encoding="utf-8"
    )
    target = tmp_path / "site"
    target.mkdir()
    (target / ".tthc-site").write_text("old")
    (target / "index.html").write_text("yesterday")
    done = build(target, "--data", str(data))
    assert done.returncode == 1
    assert "1.009664.yml" in done.stdout and "[P18]" in done.stdout
    assert files(target) == [".tthc-site", "index.html"]
    assert (target / "index.html").read_text() == "yesterday"


def test_an_edit_writes_the_files_that_it_changes_and_no_other(tmp_path: Path) -> None:
    data, target, before = tmp_path / "procedures", tmp_path / "site", tmp_path / "before"
    shutil.copytree(CASES / "base", data)
    shutil.copytree(CASES / "docs", tmp_path / "docs")
    options = ("--data", str(data), "--as-of", "2026-07-15")
    assert build(target, *options, board="ban-thu").returncode == 0
    shutil.copytree(target, before)
    kept = {name: (target / name).stat() for name in files(target)}
    procedure = data / "thu-nghiem/9.000002.yml"
    text = procedure.read_text(encoding="utf-8")
    procedure.write_text(text.replace("\ntitle: ", "\ntitle: Thử sửa ", 1), encoding="utf-8")
    assert build(target, *options, board="ban-thu").returncode == 0
    written = {
        name
        for name in files(target)
        if name not in kept
        or (stat := (target / name).stat()).st_ino != kept[name].st_ino
        or stat.st_mtime_ns != kept[name].st_mtime_ns
    }
    _, changed, _ = filecmp.cmpfiles(before, target, sorted(kept), shallow=False)
    assert "thu-tuc/9.000002/index.html" in changed
    assert written == {*changed, *set(files(target)) - kept.keys()}
    assert len(written) < len(kept) / 2


def test_the_site_before_is_kept_and_written_over(tmp_path: Path) -> None:
    data, target, spare = tmp_path / "procedures", tmp_path / "site", tmp_path / ".site.spare"
    shutil.copytree(CASES / "base", data)
    shutil.copytree(CASES / "docs", tmp_path / "docs")
    procedure = data / "thu-nghiem/9.000002.yml"
    text = procedure.read_text(encoding="utf-8")
    options = ("--data", str(data), "--as-of", "2026-07-15")
    sites = []
    for title in ("A", "B", "C"):
        edited = text.replace("\ntitle: ", f"\ntitle: {title} ", 1)
        procedure.write_text(edited, encoding="utf-8")
        assert build(target, *options, board="ban-thu").returncode == 0
        page = target / "thu-tuc/9.000002/index.html"
        assert f"{title} " in page.read_text(encoding="utf-8")
        sites.append({name: (target / name).read_bytes() for name in files(target)})
        assert {each.name for each in tmp_path.glob(".site.*")} <= {spare.name}
    assert {name: (spare / name).read_bytes() for name in files(spare)} == sites[1]
    fresh = tmp_path / "fresh"
    assert build(fresh, *options, board="ban-thu").returncode == 0
    assert {name: (fresh / name).read_bytes() for name in files(fresh)} == sites[2]


def test_a_spare_that_is_something_else_stops_no_build(tmp_path: Path) -> None:
    shutil.copytree(CASES / "base", tmp_path / "procedures")
    shutil.copytree(CASES / "docs", tmp_path / "docs")
    options = ("--data", str(tmp_path / "procedures"), "--as-of", "2026-07-15")
    spare = tmp_path / ".site.spare"
    assert build(tmp_path / "site", *options, board="ban-thu").returncode == 0
    for is_link in (False, True):
        if is_link:
            spare.symlink_to(tmp_path / "docs")
        else:
            spare.write_text("một tệp")
        assert build(tmp_path / "site", *options, board="ban-thu").returncode == 0
        assert (spare / ".tthc-site").is_file() and not spare.is_symlink()
        shutil.rmtree(spare)
    assert (tmp_path / "docs").is_dir()
    assert {each.name for each in tmp_path.glob(".site.*")} == set()


def test_a_folder_with_other_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("ten years of work")
    assert build(tmp_path).returncode == 2
    assert files(tmp_path) == ["thesis.doc"]


def test_wrong_day_is_explained(tmp_path: Path) -> None:
    done = build(tmp_path / "site", "--as-of", "hôm qua")
    assert done.returncode == 2
    assert "«hôm qua»" in done.stderr and "Traceback" not in done.stderr


def test_mkdocs_alone_refuses_bad_data_in_one_clean_message(tmp_path: Path) -> None:
    data = tmp_path / "procedures"
    data.mkdir()
    (data / "dau-tu").mkdir()
    (data / "dau-tu" / "1.000001.yml").write_text("code: [", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        env={**os.environ, "TTHC_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "1.000001.yml" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_no_page_is_without_title_or_description(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert "<title>" in html and "</title>" in html, path
        if path.name != "404.html":
            assert '<meta name="description" content="' in html, path


def test_sitemap_lists_real_pages_and_leaves_out_notices(site: Path) -> None:
    vietnamese = (site / "sitemap.xml").read_text(encoding="utf-8")
    english = (site / "en/sitemap.xml").read_text(encoding="utf-8")
    assert "/thu-tuc/1.009736/" in vietnamese and "/thu-tuc/1.009736/" not in english
    assert "/en/thu-tuc/1.009664/" in english


def test_an_unknown_board_is_named_and_leaves_the_site(tmp_path: Path) -> None:
    done = build(tmp_path / "site", board="khong-co")
    assert done.returncode == 1
    assert "«khong-co»" in done.stdout and "Traceback" not in done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("of somebody")
    done = build(tmp_path / "file" / "site")
    assert done.returncode == 1
    assert "không đọc hay ghi được tệp" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_site_that_was_moved_aside_is_put_back_before_anything_else(tmp_path: Path) -> None:
    aside = tmp_path / ".site.old"
    aside.mkdir()
    (aside / ".tthc-site").write_text("old")
    done = build(tmp_path / "site", board="khong-co")
    assert done.returncode == 1
    assert files(tmp_path) == ["site/.tthc-site"]


def test_a_wrong_address_is_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "abc")
    done = build(tmp_path / "below/site")
    told = "Không dựng trang: Địa chỉ của trang (SITE_URL) là «abc», không phải địa chỉ web đầy đủ."
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == f"{told} Ghi như https://thutuc.example.vn/.\n"
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_leaves_the_site_and_no_traceback(tmp_path: Path) -> None:
    script = (
        "import runpy, sys, tthc.project as project\n"
        "def load(*_): raise KeyboardInterrupt\n"
        "project.load = load\n"
        "sys.argv = ['build.py', '--site-dir', sys.argv[1]]\n"
        "runpy.run_path('scripts/build.py', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 130
    assert "Ctrl+C" in done.stdout and "Traceback" not in done.stderr
