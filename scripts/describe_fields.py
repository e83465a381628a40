"""Keeps the handbook's table of keys in step with the models.

    python scripts/describe_fields.py [--write]

Exit status 0 when the page is up to date (or has been written), 1 when it is not.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tthc import console, handbook

PAGE = Path(__file__).resolve().parents[1] / "docs/bao-tri/truong-du-lieu.md"


def main() -> int:
    console.write_utf8()
    parser = argparse.ArgumentParser(description="So bảng các mục dữ liệu với khuôn dữ liệu.")
    parser.add_argument("--write", action="store_true", help="viết lại trang trong sổ tay")
    arguments = parser.parse_args()
    text = handbook.fields_page()
    if arguments.write:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        print(f"{PAGE.name} đã cũ. Hãy chạy: python scripts/describe_fields.py --write")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
