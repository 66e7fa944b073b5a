"""The one error of this package: what went wrong, and what the author can do about it.

Everything here runs while the author waits for their site, so a fault is told in their words:
`message` says what is wrong, `hint` says what to do next. Tools' own output goes after both.
"""

from __future__ import annotations

# How much of a tool's own output is shown: its end, where the reason stands.
LINES, WIDTH = 12, 200


class BundleError(Exception):
    """The bundle could not be made; `message` and `hint` are one Japanese sentence each."""

    def __init__(self, message: str, hint: str, detail: str = "") -> None:
        self.message = message
        self.hint = hint
        self.detail = detail
        super().__init__(message)

    def __str__(self) -> str:
        lines = [self.message, f"→ {self.hint}"]
        if self.detail:
            lines += [f"    {line[:WIDTH]}" for line in self.detail.strip().splitlines()[-LINES:]]
        return "\n".join(lines)
