"""Every section that docs/imap.md and the mail servers' code name is one, and is about that."""

import re
import tomllib
from pathlib import Path

import mail_world
import pytest

ROOT = Path(__file__).parents[2]
HEADINGS = tomllib.loads((ROOT / "tests/mail_world/rfc_headings.toml").read_text("utf-8"))
NAMED = re.compile(r"RFC\s+(\d{4})\s+(?:sections?\s+)?(\d+(?:\.\d+)*)")
ROW = re.compile(r"^\| (.+?) \|(?: .+? \|)? RFC (\d{4}) section ([\d.]+) \|$", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs" / "imap.md").read_text("utf-8"))
UNREAD = {"2045", "2046", "2180", "5322"}
"""RFCs whose headings are not in the list."""
GENERAL = {
    "IDLE": "Specification",
    "MODIFIED": "STORE and UID STORE Commands",
    "MAILBOXID": "New OK Untagged Response for SELECT and EXAMINE",
    "UNSEEN": "Server Responses - Status Responses",
    "CRAM-MD5": "Challenge-Response Authentication Mechanism (CRAM)",
    "OAUTHBEARER": "Initial Client Response",
    "see you": "LOGOUT Command",
    "too much that is no IMAP": "BYE Response",
    "line too long": "BYE Response",
    "Autologout: nothing was said for too long": "Autologout Timer",
    "Signed out": "BYE Response",
    "Server shutting down": "BYE Response",
}
"""Rows whose section has a heading that does not name them."""


@pytest.mark.parametrize(("name", "rfc", "section"), ROWS)
def test_a_row_of_the_page_names_the_section_that_is_about_it(name, rfc, section):
    title = HEADINGS[rfc][section]
    general = GENERAL.get(name, "Server Responses - Generic Status Responses")
    word = name.split(",")[0]
    assert title == general or re.search(rf"\b{re.escape(word)}\b", title)


def test_every_section_named_in_the_code_is_one():
    room = Path(mail_world.__file__).parent
    files = [
        *(path for name in ("imap", "pop3", "sync", "tcp") for path in (room / name).rglob("*.py"))
    ]
    named = {
        (rfc, section, path.name)
        for path in [*files, *(room / f"{n}.py" for n in ("session_server", "sasl", "smtp_sasl"))]
        for rfc, section in NAMED.findall(path.read_text("utf-8"))
        if rfc not in UNREAD
    }
    assert len(named) > 50
    assert [each for each in sorted(named) if each[1] not in HEADINGS.get(each[0], {})] == []


def test_the_list_holds_no_heading_that_nobody_names():
    text = "\n".join(
        [*(path.read_text("utf-8") for path in Path(mail_world.__file__).parent.rglob("*.py"))]
    )
    named = set(NAMED.findall(text)) | {(rfc, section) for _, rfc, section in ROWS}
    listed = {(rfc, section) for rfc, sections in HEADINGS.items() for section in sections}
    assert listed <= named
