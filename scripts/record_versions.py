"""Records former versions of procedures from git: `procedures/versions/<code>/<id>.yml`.

    python scripts/record_versions.py [--check] [FOLDER]

Exit status 0 when all versions that can be known are recorded, 1 when one is not (`--check`
writes nothing) or the data has errors, 2 for wrong arguments.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tthc import console
from tthc.recording import recording

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    console.write_utf8()
    parser = argparse.ArgumentParser(description="Lưu các bản cũ của thủ tục từ lịch sử git.")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "procedures", help="thư mục dữ liệu"
    )
    parser.add_argument("--check", action="store_true", help="chỉ báo bản chưa lưu, không ghi gì")
    arguments = parser.parse_args()
    folder: Path = arguments.folder.resolve()
    found = recording(folder)
    if found.problems:
        print(*found.problems, "Chưa lưu được: hãy sửa các lỗi trên trước.", sep="\n")
        return 1
    for place, content in found.files.items():
        print(f"{'chưa lưu' if arguments.check else 'lưu'}: {folder.name}/{place.as_posix()}")
        if not arguments.check:
            file = folder / place
            file.parent.mkdir(parents=True, exist_ok=True)
            console.write(file, content)
    for name in found.lost:
        print(f"không có bản {name}: {reason(found.is_short)}")
    is_missing = bool(found.files) if arguments.check else False
    return int(is_missing or bool(found.lost and found.is_short))


def reason(is_short: bool) -> str:
    if is_short:
        return "ở đây không có đủ lịch sử git. Hãy chạy lệnh này ở máy có đủ."
    return "trong git không có, hoặc không còn đọc được theo khuôn dữ liệu hiện nay."


if __name__ == "__main__":
    sys.exit(main())
