"""`make note TEXT=…`: keeps a private note, which is never published."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "plugins"))

import notes

FOLDER = Path("notes")


def main(text: str) -> int:
    """Keep it and say where; 2 for a text that can't be a note."""
    try:
        path = notes.keep(FOLDER, text, datetime.now(ZoneInfo("Asia/Tokyo")))
    except ValueError as error:
        print(f"{error}。使い方: make note TEXT=柿がひとつ、色づいた", file=sys.stderr)
        return 2
    print(f"{path} に書きとめました。公開はされません。")
    print(f"下書きにするときは: make new NOTE={path.stem} SLUG=… TITLE=…")
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ.get("TEXT", "")))
