"""Keeps the JSON Schemas for editors in step with the models.

    python scripts/write_schema.py [--write]

Exit status 0 when they are up to date (or have been written), 1 when one is not.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tthc import console, json_schema
from tthc.fields import FILES

FOLDER = Path(__file__).resolve().parents[1] / "procedures/schema"


def main() -> int:
    console.write_utf8()
    parser = argparse.ArgumentParser(description="So các tệp JSON Schema với khuôn dữ liệu.")
    parser.add_argument("--write", action="store_true", help="viết lại các tệp")
    arguments = parser.parse_args()
    stale = False
    for name in FILES:
        file, text = FOLDER / f"{name}.json", json_schema.text(name)
        if arguments.write:
            FOLDER.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            print(f"schema/{name}.json đã cũ. Hãy chạy: python scripts/write_schema.py --write")
            stale = True
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
