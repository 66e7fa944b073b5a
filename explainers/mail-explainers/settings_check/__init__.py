"""settings_check: what is wrong with my mail settings, and the one thing to change first.

The reader types what a settings screen shows, or pastes an error; a table of rules and a table of
providers answer, in the article's order: credentials, server name, encryption and port. Everything
here is pure: text in, plain data out. Nothing is sent and no password is ever asked for.
"""

from __future__ import annotations

from settings_check.check import NAME, RULES, check
from settings_check.model import InputError

__all__ = ["NAME", "RULES", "InputError", "check"]
