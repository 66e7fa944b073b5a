"""One way that a run can end: what it is found by, what is said of it, and who can mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mail_story.wording import Words

__all__ = ["TASKS", "Verdict"]

type Whose = Literal["reader", "provider", "sender-domain", "recipient"]

TASKS: Mapping[Whose, str] = {
    "reader": "（あなたの手もとで直せます）",
    "provider": "（直すのは、あなたの郵便局の人です）",
    "sender-domain": "（直すのは、差出人のドメインを管理する人です）",
    "recipient": "（もとを直すのは、受けとる側の人です）",
}
"""Whose task it is to mend something, as the end of the advice says it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One way to end: what it is found by, and its words.

    `leg`, `verb`, `code`, `enhanced`, `sealed` describe the server's reply, and so does a word that
    it `says`, where one code has two meanings; with an empty verb, `stage` is where the app gave up
    by itself (`done`: it did not). `given` are traits that the record has to have (verdicts.py).
    `hero` is the most telling step of such a run and `step` the one that decided it; `words` are
    those of that step, where it has none of its own. `whose` task the `fix` is.
    """

    id: str
    label: str
    why: str
    fix: str | None
    step: str
    hero: str
    leg: str = ""
    verb: str = ""
    code: int = 0
    enhanced: str | None = None
    says: str = ""
    sealed: bool | None = None
    stage: str = ""
    given: tuple[str, ...] = ()
    ok: bool = False
    words: Words | None = None
    whose: Whose = "reader"

    @property
    def advice(self) -> str | None:
        """What to change, and whose task that is."""
        return self.fix and self.fix + TASKS[self.whose]
