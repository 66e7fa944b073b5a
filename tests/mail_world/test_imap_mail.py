"""What a device can ask of mails: their parts, and words in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_world.imap import mime, words
from mail_world.imap.parser import Atom

INNER = (
    b"From: a@example.com\r\nSubject: inner\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/alternative; boundary=in\r\n\r\n"
    b"--in\r\n\r\nplain inner\r\n--in\r\nContent-Type: text/html\r\n\r\n<p>\r\n--in--\r\n"
)
NESTED = (
    b"From: =?utf-8?B?44Gv44Gq?= <hana@example.jp>\r\n"
    b"To: kaze@example.org\r\n"
    b"Subject: =?iso-2022-jp?B?GyRCTWg9NRsoQg==?=\r\n"
    b"Date: Sun, 22 Nov 2026 23:30:00 -0900\r\n"
    b"MIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="out er"\r\n\r\n'
    b"preamble\r\n"
    b"--out er\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"44GT44KT44Gr44Gh44Gv\r\n\r\n"
    b"--out er  \r\n"
    b"Content-Type: message/rfc822\r\n\r\n" + INNER + b"\r\n--out er\r\n"
    b'Content-Type: image/png; name="a\\"b.png"\r\nContent-ID: <1@x>\r\n'
    b"Content-Disposition: attachment; filename=a.png\r\nContent-Language: ja, en\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\niVBO\r\n"
    b"--out er--\r\nepilogue\r\n"
)
SECOND = b"From: mori@example.com\r\nSubject: second\r\nX-Note: Note\r\n\r\nHello World\r\n"


@pytest.fixture
def account(new_account):
    return new_account(NESTED, SECOND)


@pytest.fixture
def device(account, connect):
    return connect(account, "INBOX")


# -- parts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "content"),
    [
        ("1", b"44GT44KT44Gr44Gh44Gv\r\n"),
        (
            "1.MIME",
            b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n",
        ),
        ("2", INNER),
        ("2.HEADER", INNER[: INNER.index(b"--in")]),
        ("2.TEXT", INNER[INNER.index(b"--in") :]),
        ("2.HEADER.FIELDS (SUBJECT)", b"Subject: inner\r\n\r\n"),
        ('2.HEADER.FIELDS ("SUBJECT")', b"Subject: inner\r\n\r\n"),
        ("2.1", b"plain inner"),
        ("2.2", b"<p>"),
        ("2.2.MIME", b"Content-Type: text/html\r\n\r\n"),
        ("3", b"iVBO"),
        ("3.HEADER", None),
        ("4", None),
        ("2.3", None),
        ("1.1", None),
        ("99999", None),
    ],
)
def test_sections_are_cut_by_their_numbers(device, section, content):
    told = device.send(f"c FETCH 1 BODY.PEEK[{section}]\r\n".encode())
    value = told.partition(b"] ")[2].removesuffix(b")\r\nc OK FETCH completed\r\n")
    if content is None:
        assert value == b"NIL"
    elif value.startswith(b"{"):
        assert value == b"{%d}\r\n%s" % (len(content), content)
    else:
        assert value == b'"%s"' % content


def test_a_mail_without_parts_has_part_one(device):
    assert device.say("c FETCH 2 BODY.PEEK[1]<0.5>")[0] == '* 2 FETCH (BODY[1]<0> "Hello")'
    assert device.say("d FETCH 2 BODY.PEEK[1.1]")[0] == "* 2 FETCH (BODY[1.1] NIL)"


def test_in_an_empty_mailbox_a_star_is_nobody(new_account, connect):
    device = connect(new_account(), "INBOX")
    assert device.say("c FETCH 1:* FLAGS") == ["c OK FETCH completed"]
    assert device.say("d FETCH 1 FLAGS")[0].startswith("d BAD")


def test_a_field_name_may_come_as_a_literal(device):
    device.send(b"c FETCH 2 BODY.PEEK[HEADER.FIELDS ({7}\r\n")
    assert device.send(b"Subject)]\r\n").startswith(
        b"* 2 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {19}\r\nSubject: second\r\n\r\n)"
    )


BODY = (
    '(("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "BASE64" 22 1{text})'
    '("MESSAGE" "RFC822" NIL NIL NIL "7BIT" {size}'
    ' (NIL "inner" ((NIL NIL "a" "example.com")) ((NIL NIL "a" "example.com"))'
    ' ((NIL NIL "a" "example.com")) NIL NIL NIL NIL NIL)'
    ' (("TEXT" "PLAIN" ("CHARSET" "us-ascii") NIL NIL "7BIT" 11 1{text})'
    '("TEXT" "HTML" ("CHARSET" "us-ascii") NIL NIL "7BIT" 3 1{text}) "ALTERNATIVE"{inner})'
    " 13{text})"
    '("IMAGE" "PNG" ("NAME" "a\\"b.png") "<1@x>" NIL "BASE64" 4{image}) "MIXED"{outer})'
)


@pytest.mark.parametrize(
    ("item", "extension"),
    [
        ("BODY", {"text": "", "image": "", "inner": "", "outer": ""}),
        (
            "BODYSTRUCTURE",
            {
                "text": " NIL NIL NIL NIL",
                "image": ' NIL ("ATTACHMENT" ("FILENAME" "a.png")) ("ja" "en") NIL',
                "inner": ' ("BOUNDARY" "in") NIL NIL NIL',
                "outer": ' ("BOUNDARY" "out er") NIL NIL NIL',
            },
        ),
    ],
)
def test_the_structure_tells_all_parts(device, item, extension):
    expected = BODY.format(size=len(INNER), **extension)
    assert device.say(f"c FETCH 1 {item}")[0] == f"* 1 FETCH ({item} {expected})"


@pytest.mark.parametrize("macro", ["ALL", "FAST", "FULL", "(RFC822.HEADER RFC822.TEXT RFC822)"])
def test_macros_and_old_names_are_known(device, macro):
    assert device.say(f"c FETCH 1:2 {macro}")[-1] == "c OK FETCH completed"


def test_a_multipart_without_parts_has_an_empty_one(device):
    part = mime.parse(b"Content-Type: multipart/mixed; boundary=x\r\n\r\nnothing here\r\n")
    assert [(p.kind, p.body) for p in part.parts] == [("text", b"")]


@pytest.mark.parametrize("depth", [20, 500])
def test_nesting_is_bounded(depth):
    source = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(depth)
    )
    assert 2 <= len(list(mime.parse(source).walk())) <= mime.MAX_DEPTH + 2


def test_a_mail_too_deep_within_mails_is_some_file(new_account, connect):
    source = b"Content-Type: message/rfc822\r\n\r\n" * 30 + b"hi\r\n"
    device = connect(new_account(source), "INBOX")
    told = device.say("c FETCH 1 BODY")[0]
    assert told.count('"MESSAGE" "RFC822"') == mime.MAX_DEPTH
    assert told.count('"APPLICATION" "OCTET-STREAM"') == 1


def test_parts_are_bounded():
    source = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 2000
    assert len(mime.parse(source).parts) == mime.MAX_PARTS


MARKS = [b"--b", b"--b--", b"\r\n", b"\n", b"Content-Type: ", b"multipart/mixed; boundary=b"]
MARKS += [b"message/rfc822", b"multipart/digest;boundary=b", b"\r\n\r\n", b'"', b"\\", b";", b"="]


@given(st.lists(st.sampled_from(MARKS) | st.binary(max_size=8), max_size=60).map(b"".join))
def test_every_part_is_a_slice_of_its_mail(source):
    for part in mime.parse(source).walk():
        assert part.head + part.body in source or part.head == b"\r\n"


@given(st.lists(st.sampled_from(MARKS) | st.binary(max_size=8), max_size=60).map(b"".join))
def test_any_mail_has_a_structure_and_can_be_searched(new_account, connect, source):
    device = connect(new_account(source), "INBOX")
    for command in ("FETCH 1 (BODY BODYSTRUCTURE BODY[1] BODY[1.MIME] BODY[2.HEADER])",):
        assert device.send(f"c {command}\r\n".encode()).endswith(b"c OK FETCH completed\r\n")
    keys = "TEXT a BODY b SENTON 1-Jan-2026 HEADER X c FROM d"
    assert device.send(f"d SEARCH {keys}\r\n".encode()).endswith(b"d OK SEARCH completed\r\n")


# -- searching ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "numbers"),
    [
        ("ALL", "1 2"),
        ("2", "2"),
        ("1:*", "1 2"),
        ("UID 2:9", "2"),
        ("SUBJECT second", "2"),
        ("SUBJECT SECOND", "2"),
        ("FROM example.com", "2"),
        ("TO kaze", "1"),
        ("CC kaze", ""),
        ("BCC kaze", ""),
        ("HEADER X-Note note", "2"),
        ('HEADER X-Note ""', "2"),
        ('HEADER Content-Type ""', "1"),
        ("BODY world", "2"),
        ("BODY second", ""),
        ("TEXT second", "2"),
        ('BODY "plain inner"', "1"),
        ("BODY inner", "1"),
        ("NOT BODY world", "1"),
        ("OR BODY world TO kaze", "1 2"),
        ("(BODY world) (SUBJECT second)", "2"),
        ("NOT (OR 1 2)", ""),
        ("NOT NOT 1", "1"),
        ("SEEN", ""),
        ("UNSEEN", "1 2"),
        ("NEW", "1 2"),
        ("RECENT", "1 2"),
        ("OLD", ""),
        ("UNDELETED UNANSWERED UNDRAFT UNFLAGGED", "1 2"),
        ("KEYWORD $work", ""),
        ("UNKEYWORD $work", "1 2"),
        ("LARGER 200", "1"),
        ("SMALLER 200", "2"),
        ("ON 22-Nov-2026", "1 2"),
        ("BEFORE 22-Nov-2026", ""),
        ('SINCE "22-Nov-2026"', "1 2"),
        ("SENTON 22-Nov-2026", "1"),
        ("SENTBEFORE 23-Nov-2026", "1"),
        ("SENTSINCE 23-Nov-2026", ""),
        ("MODSEQ 3", "2 (MODSEQ 3)"),
        ('MODSEQ "/flags/\\\\Seen" all 1', "1 2 (MODSEQ 3)"),
        ("MODSEQ 9", ""),
        ("CHARSET us-ascii TEXT second", "2"),
    ],
)
def test_search_finds(device, keys, numbers):
    found = next(line for line in device.say(f"c SEARCH {keys}") if line.startswith("* SEARCH"))
    assert found == f"* SEARCH {numbers}".rstrip()


@pytest.mark.parametrize("key", ["FROM はな", "SUBJECT 来週", "BODY こんにちは", "TEXT こんに"])
def test_search_finds_japanese_however_it_was_encoded(device, key):
    name, wanted = key.split()
    data = wanted.encode()
    command = b"c SEARCH CHARSET UTF-8 %s {%d+}\r\n" % (name.encode(), len(data))
    told = device.send(command + data + b"\r\n")
    assert told == b"* SEARCH 1\r\nc OK SEARCH completed\r\n"


def test_an_unknown_charset_is_refused_with_those_known(device):
    assert device.say("c SEARCH CHARSET KLINGON TEXT x")[0].startswith(
        "c NO [BADCHARSET (US-ASCII UTF-8)]"
    )


@pytest.mark.parametrize(
    "keys",
    [
        "",
        "NONSENSE",
        "FROM",
        "OR ALL",
        "NOT",
        "BEFORE yesterday",
        "ON 32-Nov-2026",
        "LARGER x",
        "()",
        "NOT " * 100 + "ALL",
        "ALL " * 1000,
        "UID x",
        '"ALL"',
        "CHARSET",
        "KEYWORD (a)",
        "MODSEQ x",
    ],
)
def test_what_is_no_search_is_bad(device, keys):
    assert device.say(f"c SEARCH {keys}")[-1].startswith("c BAD")


def test_uid_search_gives_uids(account, device):
    device.say(r"c STORE 1 +FLAGS.SILENT (\Deleted)")
    device.say("d EXPUNGE")
    assert device.say("e UID SEARCH ALL")[0] == "* SEARCH 2"
    assert device.say("e SEARCH ALL")[0] == "* SEARCH 1"


# -- bounds ------------------------------------------------------------------------------------


def test_id_is_answered(device):
    assert device.say('c ID ("name" "x" "version" NIL)')[0] == '* ID ("name" "mail_world")'
    assert device.say("d ID NIL")[-1] == "d OK ID completed"


@given(st.sets(st.integers(1, 60)), st.integers(1, 60))
def test_sets_of_numbers_hold_what_they_name(numbers, other):
    if numbers:
        ranges = words.number_set(Atom(words.set_text(sorted(numbers))), 99)
        assert words.holds(ranges, other) == (other in numbers)


@pytest.mark.parametrize(
    "source",
    [
        b"From: " + b"(" * 8000 + b"\r\n\r\n",
        b"From: " + b"a <" * 2000 + b"\r\n\r\n",
        b"Content-Type: text/plain" + b';a="' * 2000 + b"\r\n\r\n",
        b"Content-Type: text/plain" + b';a="\\' * 2000 + b"\r\n\r\n",
        b"Subject: " + b"=?a?q?" * 1300 + b"\r\n\r\n",
        b"a:\n" * 100_000,
    ],
)
def test_a_hostile_header_is_told_and_searched_like_any_other(new_account, connect, source):
    device = connect(new_account(source), "INBOX")
    assert device.send(b"c FETCH 1 (ENVELOPE BODYSTRUCTURE)\r\n").endswith(
        b"OK FETCH completed\r\n"
    )
    assert device.send(b"d SEARCH TEXT zzz\r\n") == b"* SEARCH\r\nd OK SEARCH completed\r\n"


def test_one_fetch_is_bounded(monkeypatch, device):
    monkeypatch.setattr("mail_world.imap.commands.reading.MAX_ANSWER", 1000)
    many = " ".join(f"BODY.PEEK[]<{n}.99999>" for n in range(99))
    assert device.say(f"c FETCH 1:2 ({many})")[-1].startswith("c NO [LIMIT]")
