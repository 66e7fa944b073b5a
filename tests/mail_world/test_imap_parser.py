"""Bytes become commands, within limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_world.imap import parser
from mail_world.imap.parser import (
    Assembler,
    Atom,
    BadSyntax,
    Command,
    Continue,
    Problem,
    String,
    tokenize,
)
from mail_world.imap.words import number_set


def everything(data, size=None):
    """All that an assembler makes of the bytes, fed in pieces."""
    assembler, found = Assembler(), []
    for start in range(0, len(data), size or max(1, len(data))):
        assembler.feed(data[start : start + (size or len(data))])
        while (thing := assembler.next()) is not None:
            found.append(thing)
    return found


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        (b"", []),
        (b"INBOX", [Atom("INBOX")]),
        (b'"a \\"b\\" \\\\"', [String(b'a "b" \\')]),
        (b'""', [String(b"")]),
        (b"1:* (FLAGS)", [Atom("1:*"), [Atom("FLAGS")]]),
        (b"((a) b)", [[[Atom("a")], Atom("b")]]),
        (
            b"BODY.PEEK[HEADER.FIELDS (FROM TO)]<0.9> UID",
            [Atom("BODY.PEEK[HEADER.FIELDS (FROM TO)]<0.9>"), Atom("UID")],
        ),
        (rb"+FLAGS (\Seen $Junk)", [Atom("+FLAGS"), [Atom("\\Seen"), Atom("$Junk")]]),
    ],
)
def test_words_are_atoms_strings_and_lists(line, tokens):
    assert tokenize([line]) == tokens


@pytest.mark.parametrize(
    "line", [b"(", b")", b"(()", b'"open', b'"bad \\n"', b"{", b"a\x01", b"(" * 40 + b")" * 40]
)
def test_what_is_malformed_is_bad_syntax(line):
    with pytest.raises(BadSyntax):
        tokenize([line])


@given(st.integers(1, 30))
def test_a_command_is_the_same_however_it_came(size):
    data = b'a1 LOGIN {4}\r\nhana "pa ss"\r\na2 UID FETCH 1 (UID)\r\n'
    assert everything(data, size) == [
        Continue(),
        Command("a1", "LOGIN", False, [String(b"hana"), String(b"pa ss")]),
        Command("a2", "FETCH", True, [Atom("1"), [Atom("UID")]]),
    ]


def test_a_literal_may_hold_anything():
    assert everything(b"a LOGIN {7}\r\n\r\n\0{9}\xff x\r\n")[-1].arguments == [
        String(b"\r\n\0{9}\xff"),
        Atom("x"),
    ]


def test_a_literal_that_does_not_wait_is_not_invited():
    assert everything(b"a LOGIN {4+}\r\nhana x\r\n") == [
        Command("a", "LOGIN", False, [String(b"hana"), Atom("x")])
    ]


def test_a_literal_too_large_is_refused_and_not_awaited():
    assert everything(b"a LOGIN {99999999}\r\nb NOOP\r\n") == [
        Problem("a", "Literal too large"),
        Command("b", "NOOP", False, []),
    ]


def test_a_literal_too_large_that_comes_unasked_is_fatal():
    assert everything(b"a LOGIN {99999999+}\r\n") == [Problem("a", "Literal too large", fatal=True)]


def test_too_many_literals_are_refused():
    found = everything(b"a X" + b" {0+}\r\n" * 50)
    assert any(isinstance(thing, Problem) and thing.fatal for thing in found)


@pytest.mark.parametrize("size", [None, 1000])
def test_a_line_too_long_is_refused_once_and_the_next_is_read(size):
    assert everything(b"a " + b"x" * 200_000 + b"\r\nb NOOP\r\n", size) == [
        Problem("a", "Line too long"),
        Command("b", "NOOP", False, []),
    ]


@pytest.mark.parametrize("line", [b"", b" NOOP", b"* NOOP", b"+ NOOP", b'"a" NOOP', b"\xff NOOP"])
def test_a_bad_tag_is_told_without_a_tag(line):
    assert everything(line + b"\r\n") == [Problem("*", "Invalid tag")]


def test_a_tag_alone_lacks_its_command():
    assert everything(b"a\r\n") == [Problem("a", "Missing command")]


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("1", [(1, 1)]),
        ("2:4", [(2, 4)]),
        ("4:2", [(2, 4)]),
        ("*", [(9, 9)]),
        ("7:*,1", [(1, 1), (7, 9)]),
        ("5:6,1:4,9", [(1, 6), (9, 9)]),
        ("12:*", [(9, 12)]),
    ],
)
def test_sets_of_numbers(text, ranges):
    assert number_set(Atom(text), 9) == ranges


@pytest.mark.parametrize("text", ["", "0", "1:", ":1", "1,,2", "a", "-1", "1:2:3", "99999999999"])
def test_bad_sets_of_numbers(text):
    with pytest.raises(BadSyntax):
        number_set(Atom(text), 9)


@given(st.lists(st.binary(max_size=200), max_size=10))
def test_no_bytes_raise(pieces):
    for thing in everything(b"\r\n".join(pieces) + b"\r\n"):
        assert isinstance(thing, Command | Continue | Problem)


def test_the_limits_are_those_of_the_docstring():
    assert (parser.MAX_LINE, parser.MAX_LITERAL) == (65_536, 10 * 1024 * 1024)


@given(st.lists(st.binary(max_size=3000) | st.sampled_from([b"a X {900}\r\n", b"a {1+}\r\n"])))
def test_what_waits_to_be_whole_is_bounded(pieces):
    assembler = Assembler(max_literal=1000)
    for piece in pieces:
        assembler.feed(piece)
        while assembler.next() is not None:
            pass
        assert assembler.waiting <= parser.MAX_LINE + 1000
        assert sum(map(len, assembler._parts)) <= 1000 + parser.MAX_LITERALS * (parser.MAX_LINE + 1)


def test_the_literals_of_a_command_share_one_limit():
    assembler = Assembler(max_literal=10)
    assembler.feed(b"a X {6+}\r\n123456 {6+}\r\n")
    assert assembler.next() == Problem("a", "Literal too large", fatal=True)
