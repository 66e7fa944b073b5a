"""How far two names are apart: slips of the finger, counted (optimal string alignment).

One step is a letter left out, put in, mistaken, or swapped with its neighbour: what a reader's
thumb does. Counting stops at a bound, so that a long paste costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["distance", "nearest"]


def distance(one: str, other: str, bound: int = 2) -> int:
    """How many slips make `other` of `one`; `bound` + 1 stands for all that is farther.

    >>> distance("gmial.com", "gmail.com"), distance("gmal.com", "gmail.com")
    (1, 1)
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > bound:
        return bound + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            steps = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                steps = min(steps, before[j - 2] + 1)
            row.append(steps)
        if min(row) > bound:
            return bound + 1
        before, last = last, row
    return min(last[-1], bound + 1)


def nearest(word: str, names: Iterable[str], bound: int = 2) -> str | None:
    """The name that is least far from the word, at most `bound` slips; the first of equals.

    >>> nearest("imap.gmail.con", ["imap.aol.com", "imap.gmail.com"])
    'imap.gmail.com'
    """
    best: str | None = None
    for name in names:
        away = distance(word, name, bound)
        if away <= bound:
            best, bound = name, away - 1
            if bound < 0:
                break
    return best
