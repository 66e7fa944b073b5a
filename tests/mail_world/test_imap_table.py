"""docs/imap.md says what the IMAP server understands and answers: no more and no less."""

import ast
import re
from pathlib import Path

import mail_world.imap
from mail_world import session_server
from mail_world.imap.commands import COMMANDS
from mail_world.sasl import MECHANISMS
from mail_world.sync import doors

PAGE = (Path(__file__).parents[2] / "docs" / "imap.md").read_text(encoding="utf-8")
SOURCE = re.compile(r"RFC \d{4} section \d+(\.\d+)*")
SAID = re.compile(r"(?:^|OK |NO )\[([A-Z-]+)[ \]]")
WORDS = frozenset(["TRYCREATE", "READ-ONLY", "READ-WRITE"])
"""Codes that stand alone in the code, to be put where a bracket is."""


def rows(heading):
    """The rows under a heading, as lists of cells."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def codes_in(tree):
    """The response codes that a module can say."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if found := SAID.search(text):
                yield found[1]
            case ast.Constant(value=str(text)) if text in WORDS:
                yield text
            case ast.Call(func=ast.Name(id="Refused"), args=[code, *_]):
                first = code.values[0] if isinstance(code, ast.JoinedStr) else code
                if isinstance(first, ast.Constant) and first.value:
                    yield first.value.split()[0]


def test_the_table_of_commands_is_the_dispatch_table():
    told = {
        names.split(", ")[0]: (state, f", UID {names.split(', ')[0]}" in names)
        for names, state, _ in rows("Commands")
    }
    assert told == {name: (known.state, known.uid) for name, known in COMMANDS.items()}


def test_the_table_of_codes_has_each_that_is_said_and_no_other():
    room = Path(mail_world.imap.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in room.rglob("*.py")]
    said = {code for tree in trees for code in codes_in(tree)}
    assert {code for code, _ in rows("Response codes")} == said


def test_the_table_of_mechanisms_has_each_that_there_is_and_no_other():
    assert [name for name, _, _ in rows("Mechanisms")] == [*MECHANISMS]


def goodbyes_in(tree):
    """The words that a module says BYE with."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="bye"), args=[ast.Constant(value=words), *_]):
                yield words


def test_the_table_of_goodbyes_has_each_that_is_said_and_no_other():
    room = Path(mail_world.imap.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in room.rglob("*.py")]
    said = {words for tree in trees for words in goodbyes_in(tree)}
    assert len(said) == 3
    said |= {session_server.AUTOLOGOUT, session_server.SHUTTING_DOWN, doors.SIGNED_OUT}
    assert {words for words, _, _ in rows("Goodbyes")} == said


def test_every_row_names_its_section():
    headings = ("Commands", "Mechanisms", "Response codes", "Goodbyes")
    told = [row for heading in headings for row in rows(heading)]
    assert [row[0] for row in told if not SOURCE.fullmatch(row[-1])] == ["XOAUTH2"]
