"""Finding explainer blocks in an article, and everything that only looks like one.

```
/// explainer | send_flow
    port: 587

A caption in Markdown.
///
```

One reading of the source decides what is a block, so that the check and the page can't disagree.
A block that Markdown would silently show as text, or that would swallow the rest of the article,
is a fault with its line. Fenced code is not looked into.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from .options import Options, parse_options

__all__ = ["CODE_SPAN", "Block", "BlockFault", "Scan", "SceneLink", "end_of_fence", "scan"]

KEYWORD = "explainer"
INDENT = "    "
_OPENER = re.compile(r"(?P<fence>/{3,})[ ]*explainer[ ]*\|[ ]*(?P<name>\S.*?)[ ]*$")
_ALMOST = re.compile(r"[\s>]*(?P<mark>[/:\\]+)\s*(?P<word>[\w-]+)\s*(?P<rest>.*)$")
_FENCE = re.compile(r"(?P<indent>\s*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
_OTHER_BLOCK = re.compile(r"/{3,}[ ]*[\w-]+")
_OPTION_LIKE = re.compile(r"[ \t　]+[\w-]+\s*[:：]|[A-Za-z_][\w-]*[:：]\s")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:\s*<?scene:(?P<target>[^\s>]*)")
_WIDE_SCENE = re.compile(r"\]\(\s*<?scene：")
_NO_WORDS = re.compile(r"<!--.*?-->|<[^>]*>|&\w+;", re.DOTALL)
_SCENE = re.compile(r"\]\(\s*<?scene:(?P<target>[^)\s>]*)>?[^)]*\)")


@dataclass(frozen=True)
class BlockFault:
    """Something wrong at a line (from 0) of the scanned lines."""

    line: int
    message: str
    hint: str | None = None


@dataclass(frozen=True)
class Block:
    """A whole block: lines `first` to `last` (from 0, both included)."""

    name: str
    first: int
    last: int
    options: Options
    options_line: int
    caption: str


@dataclass(frozen=True)
class SceneLink:
    """`[words](scene:TARGET)` at a line (from 0), or a reference's definition `anywhere`."""

    line: int
    target: str
    anywhere: bool = False


@dataclass
class Scan:
    """What stands in one article."""

    blocks: list[Block] = field(default_factory=list)
    links: list[SceneLink] = field(default_factory=list)
    faults: list[BlockFault] = field(default_factory=list)


def scan(lines: Sequence[str]) -> Scan:
    """Read the lines of one article once, from the first to the last; nothing is raised."""
    found = Scan()
    number = 0
    while number < len(lines):
        line = lines[number]
        if closing := end_of_fence(lines, number):
            number = closing + 1
            continue
        opener = _OPENER.match(line)
        if opener:
            number = _read_block(lines, number, opener, found)
            continue
        if fault := _near_miss(line, number):
            found.faults.append(fault)
        _read_links(line, number, found)
        number += 1
    return found


def end_of_fence(lines: Sequence[str], number: int) -> int | None:
    """Give the line that closes the fenced code which begins here, as Markdown would see it.

    A fence that is never closed is none, and an indented one (in a list) ends with its indent:
    a block that Markdown would show must not be passed over.
    """
    fence = _FENCE.match(lines[number])
    if fence is None:
        return None
    for after in range(number + 1, len(lines)):
        line = lines[after]
        if fence["indent"] and line.strip() and not line.startswith(fence["indent"]):
            return None
        end = _FENCE.match(line)
        if end and end["mark"].startswith(fence["mark"]) and not end["info"].strip():
            return after
    return None


def _read_block(lines: Sequence[str], first: int, opener: re.Match[str], found: Scan) -> int:
    """Read one block and give the number of the line after it."""
    closing = _closing(lines, first, opener["fence"])
    if closing is None:
        message = f"ブロックが閉じていません。終わりに {opener['fence']} だけの行を書きます"
        found.faults.append(BlockFault(first, message))
        return first + 1
    inside = list(lines[first + 1 : closing])
    count = next((n for n, line in enumerate(inside) if not line.startswith(INDENT)), len(inside))
    option_lines, rest = inside[:count], inside[count:]
    found.faults += _misplaced(rest, first + 1 + count, has_options=bool(option_lines))
    caption = "\n".join(rest).strip("\n")
    if not any(letter.isalnum() for letter in _NO_WORDS.sub("", caption)):
        message = "説明文がありません。設定のあとに空行を入れ、図の説明を一文書きます"
        found.faults.append(BlockFault(first, message))
    elif rest and rest[0].strip():
        message = "設定と説明文のあいだに空行がありません"
        found.faults.append(BlockFault(first + 1 + count, message))
    options = parse_options("\n".join(line.removeprefix(INDENT) for line in option_lines))
    for number, line in enumerate(rest, first + 1 + count):
        _read_links(line, number, found)
    found.blocks.append(Block(opener["name"], first, closing, options, first + 1, caption))
    return closing + 1


def _closing(lines: Sequence[str], first: int, fence: str) -> int | None:
    number = first + 1
    while number < len(lines):
        if closing := end_of_fence(lines, number):
            number = closing + 1
            continue
        if lines[number].rstrip() == fence:
            return number
        if _OTHER_BLOCK.match(lines[number]):
            return None
        number += 1
    return None


def _misplaced(rest: Sequence[str], start: int, *, has_options: bool) -> list[BlockFault]:
    """Options that Markdown would take for the caption: a wrong indent, a blank line before."""
    content = next((n for n, line in enumerate(rest) if line.strip()), None)
    if content is None or not _OPTION_LIKE.match(rest[content]):
        return []
    if content > 0 and not has_options:
        message = "設定の前に空行があります。空行をとって、すぐ次の行から書きます"
    elif content > 0 and rest[content].startswith(INDENT):
        message = "設定の途中に空行があります。空行をとって、続けて書きます"
    elif content == 0:
        message = "設定の字下げは半角の空白４つです"
    else:
        return []
    return [BlockFault(start + content, message)]


def _near_miss(line: str, number: int) -> BlockFault | None:
    almost = _ALMOST.match(unicodedata.normalize("NFKC", line))
    if almost is None:
        return None
    word = almost["word"].casefold()
    if word != KEYWORD and SequenceMatcher(None, word, KEYWORD).ratio() <= 0.7:
        return None
    if len(almost["mark"]) == 1 and "|" not in almost["rest"]:
        return None  # a path or an aside
    right = f"/// {KEYWORD} | 名前"
    if unicodedata.normalize("NFKC", line) != line.replace("\u00a0", " "):
        message = "ブロックのはじまりに全角の文字が使われています。半角で書きます"
    elif word != KEYWORD or almost["word"] != KEYWORD:
        message = f"{almost['word'][:40]} というブロックはありません"
    elif line[:1].isspace():
        message = "ブロックのはじまりが字下げされています。行の先頭から書きます"
    else:
        message = "ブロックのはじまりの書き方が違います"
    return BlockFault(number, message, right)


def _read_links(line: str, number: int, found: Scan) -> None:
    bare = CODE_SPAN.sub(lambda span: " " * len(span[0]), line)
    found.links += [SceneLink(number, match["target"]) for match in _SCENE.finditer(bare)]
    if definition := _REFERENCE.match(bare):
        found.links.append(SceneLink(number, definition["target"], anywhere=True))
    if _WIDE_SCENE.search(bare):
        message = "scene のあとの「：」が全角です。半角の「:」で書きます"
        found.faults.append(BlockFault(number, message, "scene:"))
