"""The author's list of words that stay whole: one word a line, `#` begins a remark.

Decides what a usable line is. Faults are collected and told once, in Japanese, with path and line.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["WordsError", "read_words"]


class WordsError(Exception):
    """The list can't be used as it is: `faults` are all of them, each with its path and line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_words(path: Path) -> list[str]:
    """The words of a list, in its order. Raises WordsError, which names every unusable line."""
    if not path.is_file():
        raise WordsError(
            [f"{path}: 切らない言葉の一覧がありません（空のファイルでもかまいません）"]
        )
    words: dict[str, int] = {}
    faults = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        word = line.partition("#")[0].strip()
        if not word:
            continue
        fault = _fault(word, words)
        if fault:
            faults.append(f"{path}:{number}: {fault}")
        words.setdefault(word, number)
    if faults:
        raise WordsError(faults)
    return list(words)


def _fault(word: str, before: dict[str, int]) -> str:
    if len(word.split()) > 1:
        return f"「{word}」は一語ではありません（一行に一語ずつ書いてください）"
    if len(word) < 2:
        return f"「{word}」は一文字です（切れるところがないので、消してください）"
    if word in before:
        return f"「{word}」は {before[word]} 行目にもあります（どちらかを消してください）"
    return ""
