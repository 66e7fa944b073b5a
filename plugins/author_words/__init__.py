"""The author's word lists: plain text files beside the articles, a word and what belongs to it.

```
# content/romaji.txt: the address of a tag      # content/yomi.txt: how a word is also looked for
散歩: sanpo                                      紅葉: もみじ こうよう
```

One line, one word; `#` begins a remark. Nothing is raised: what can't be read becomes a fault with
its line, for whoever tells the author.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["ListFault", "WordList", "names", "needs_romaji", "parse", "read", "romaji_faults"]

_ROMAJI = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@dataclass(frozen=True)
class ListFault:
    """Something wrong at a line (from 1)."""

    line: int
    message: str


@dataclass
class WordList:
    """What stands in one file: `words` in the order of the file, and the line of each."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[ListFault] = field(default_factory=list)

    def first(self) -> dict[str, str]:
        """Give each word's first value: all that a list of addresses has."""
        return {word: values[0] for word, values in self.words.items()}


def parse(text: str) -> WordList:
    """Read a list.

    >>> parse("紅葉: もみじ　こうよう  # 秋").words
    {'紅葉': ('もみじ', 'こうよう')}
    """
    found = WordList()
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        entry = line.partition("#")[0].replace("：", ":").strip()
        if not entry:
            continue
        word, colon, values = entry.partition(":")
        word, parts = word.strip(), tuple(values.replace("、", " ").split())
        if not colon or not word or not parts:
            found.faults.append(ListFault(number, "「言葉: 読み」の形で、一行にひとつ書きます"))
        elif word in found.words:
            message = f"「{word}」が二度あります（{found.lines[word]} 行目にもあります）"
            found.faults.append(ListFault(number, message))
        else:
            found.words[word] = parts
            found.lines[word] = number
    return found


def read(path: Path) -> WordList:
    """Read a file; one that is not there is an empty list."""
    return parse(path.read_text("utf-8")) if path.is_file() else WordList()


def names(path: Path) -> list[str]:
    """Read a file of bare names, one a line; one that is not there is an empty list."""
    lines = path.read_text("utf-8").removeprefix("\ufeff").splitlines() if path.is_file() else ()
    bare = (line.partition("#")[0].strip() for line in lines)
    return [name for name in bare if name]


def romaji_faults(names: WordList) -> Iterable[ListFault]:
    """Find addresses that are none, and two words that would share one."""
    taken: dict[str, str] = {}
    for word, values in names.words.items():
        line, romaji = names.lines[word], values[0]
        if len(values) > 1 or not _ROMAJI.match(romaji):
            message = (
                f"「{word}」の住所は、英小文字・数字・ハイフンのひとことで書きます"
                f"（いまは {' '.join(values)}）"
            )
            yield ListFault(line, message)
        elif romaji in taken:
            yield ListFault(line, f"「{word}」の住所 {romaji} は「{taken[romaji]}」と同じです")
        taken.setdefault(romaji, word)


def needs_romaji(name: str) -> bool:
    """Tell whether a name can't be its own address: it has a letter beyond ASCII."""
    return not unicodedata.normalize("NFKC", name).isascii()
