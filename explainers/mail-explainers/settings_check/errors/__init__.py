"""The error reader: a pasted error, bounce or log, told in plain Japanese.

It goes by structure: reply codes and enhanced codes (RFC 5321, RFC 3463), response codes (RFC
9051), protocol words, and phrases of programs and providers as data; never by whole strings.
"""

from __future__ import annotations

from settings_check.errors.reader import CLASSES, Cause, Reading, read_error

__all__ = ["CLASSES", "Cause", "Reading", "read_error"]
