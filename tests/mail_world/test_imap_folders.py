"""Mailboxes as such: names, making, removing, listing, room."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_world.imap import FOLDERS, names


@pytest.fixture
def account(new_account):
    return new_account(b"Subject: one\r\n\r\none\r\n", folders=FOLDERS)


@pytest.fixture
def device(account, connect):
    return connect(account)


# -- names -------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_name_survives_the_wire(name):
    encoded = names.encode(name)
    assert encoded.isascii()
    first = name.partition("/")[0]
    if first.upper() != "INBOX":
        assert names.decode(encoded) == name


@given(st.text())
def test_no_name_from_the_wire_raises(name):
    found = names.decode(name)
    assert found is None or names.decode(names.encode(found)) == found


@pytest.mark.parametrize(
    ("wire", "name"),
    [("&ZeVnLIqe-", "日本語"), ("a&-b", "a&b"), ("InBox", "INBOX"), ("b&", None), ("&AGE-", None)],
)
def test_names_are_modified_utf_7(wire, name):
    assert names.decode(wire) == name


# -- making and removing -----------------------------------------------------------------------


def test_a_folder_is_made_with_those_above_it_and_removed(account, device):
    assert re.fullmatch(
        r"c OK \[MAILBOXID \(F\d+\)\] CREATE completed", *device.say("c CREATE Trips/&ZeVnLIqe-/")
    )
    assert {"Trips", "Trips/日本語"} < set(account.mailboxes)
    assert device.say("d DELETE Trips")[0].startswith("d NO [HASCHILDREN]")
    device.say("e DELETE Trips/&ZeVnLIqe-")
    assert device.say("f DELETE Trips") == ["f OK DELETE completed"]
    assert set(account.mailboxes) == {"INBOX", *FOLDERS}


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("CREATE inbox", "ALREADYEXISTS"),
        ("CREATE Sent", "ALREADYEXISTS"),
        ("CREATE a//b", "CANNOT"),
        ('CREATE ""', "CANNOT"),
        ("CREATE &bad", "CANNOT"),
        ('CREATE "a*"', "CANNOT"),
        ("CREATE " + "a/" * 50 + "a", "CANNOT"),
        ("DELETE INBOX", "CANNOT"),
        ("DELETE nowhere", "NONEXISTENT"),
        ("RENAME nowhere there", "NONEXISTENT"),
        ("RENAME Sent Drafts", "ALREADYEXISTS"),
        ("RENAME Sent Sent/Old", "CANNOT"),
        ("STATUS nowhere (MESSAGES)", "NONEXISTENT"),
        ("SUBSCRIBE nowhere", "NONEXISTENT"),
        ("GETQUOTA other", "NONEXISTENT"),
        ("GETQUOTAROOT nowhere", "NONEXISTENT"),
        ('SETQUOTA "" (STORAGE 1)', "NOPERM"),
        ("APPEND nowhere {1+}\r\nx", "TRYCREATE"),
    ],
)
def test_what_can_t_be_is_refused_with_its_code(device, command, code):
    assert device.say(f"c {command}")[-1].startswith(f"c NO [{code}]")


def test_mailboxes_are_bounded(device):
    for number in range(300):
        last = device.say(f"c CREATE f{number}")[0]
    assert last.startswith("c NO [LIMIT]")


def test_a_name_used_again_gets_a_higher_uidvalidity(account, device):
    device.say("c CREATE a")
    device.say("d CREATE b")
    first = account.mailboxes["b"].uid_validity
    device.say("e DELETE b")
    device.say("f RENAME a b")
    assert account.mailboxes["b"].uid_validity > first
    device.say("g CREATE a")
    assert account.mailboxes["a"].uid_validity > account.mailboxes["b"].uid_validity


def test_renaming_takes_along_what_is_below(account, device):
    device.say("c CREATE a/b/c")
    mailbox = account.mailboxes["a/b/c"]
    device.say("d RENAME a x/y")
    assert account.mailboxes["x/y/b/c"] is mailbox
    assert mailbox.name == "x/y/b/c"
    assert "x" in account.mailboxes
    assert not [name for name in account.mailboxes if name.startswith("a")]


def test_renaming_the_inbox_moves_its_mails_and_keeps_it(account, device):
    assert device.say("c RENAME INBOX Old") == ["c OK RENAME completed"]
    assert not account.mailboxes["INBOX"].messages
    assert [m.source for m in account.mailboxes["Old"].messages.values()] == [
        b"Subject: one\r\n\r\none\r\n"
    ]


def test_whoever_has_a_removed_folder_selected_sees_it_empty(account, device, connect):
    device.say("c CREATE a")
    device.say("d APPEND a {1+}\r\nx")
    other = connect(account, "a")
    device.say("e DELETE a")
    assert other.say("c NOOP") == ["* 1 EXPUNGE", "c OK NOOP completed"]
    assert other.say("d APPEND a {1+}\r\nx")[0].startswith("d NO [TRYCREATE]")


# -- listing -----------------------------------------------------------------------------------


def listed(device, arguments, word="LIST"):
    """The names and attributes that are told."""
    *lines, done = device.say(f"c {word} {arguments}")
    assert done == f"c OK {word} completed"
    found = {}
    for line in lines:
        attributes, _, name = line.removeprefix(f"* {word} (").partition(') "/" ')
        found[name.strip('"')] = attributes
    return found


def test_list_tells_what_each_folder_is_for(device):
    assert listed(device, '"" *') == {
        "INBOX": r"\HasNoChildren",
        "Archive": r"\HasNoChildren \Archive",
        "Drafts": r"\HasNoChildren \Drafts",
        "Junk": r"\HasNoChildren \Junk",
        "Sent": r"\HasNoChildren \Sent",
        "Trash": r"\HasNoChildren \Trash",
    }


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ('"" %', "INBOX Archive Drafts Junk Sent Trash a"),
        ('"" a/%', "a/b"),
        ("a/ %", "a/b"),
        ('"" a*', "a a/b a/b/c"),
        ('"" %/%/%', "a/b/c"),
        ('"" inbox', "INBOX"),
        ('"" nowhere', ""),
        ('(SPECIAL-USE) "" S*', "Sent"),
        ('"" S* RETURN (SPECIAL-USE)', "Sent"),
    ],
)
def test_patterns(device, arguments, names):
    device.say("b CREATE a/b/c")
    assert list(listed(device, arguments)) == names.split()


def test_an_empty_pattern_asks_for_the_separator(device):
    assert device.say('c LIST "" ""')[0] == r'* LIST (\Noselect) "/" ""'


def test_lsub_tells_what_is_subscribed_and_with_percent_what_is_above(device):
    device.say("b CREATE a/b")
    device.say("b SUBSCRIBE a/b")
    device.say("b UNSUBSCRIBE Junk")
    assert list(listed(device, '"" *', "LSUB")) == [
        "INBOX",
        "Archive",
        "Drafts",
        "Sent",
        "Trash",
        "a/b",
    ]
    assert listed(device, '"" a%', "LSUB") == {"a": r"\Noselect"}


@given(st.text("ab/*%", max_size=30), st.text("ab/", max_size=30))
def test_patterns_match_as_a_plain_reading_says(pattern, name):
    from functools import cache

    from mail_world.imap.commands.listing import matches

    @cache
    def plainly(p, n):
        if p == len(pattern):
            return n == len(name)
        if pattern[p] in "*%":
            more = n < len(name) and (pattern[p] == "*" or name[n] != "/") and plainly(p, n + 1)
            return plainly(p + 1, n) or more
        return n < len(name) and pattern[p] == name[n] and plainly(p + 1, n + 1)

    assert matches(name, pattern) == plainly(0, 0)


# -- numbers and room --------------------------------------------------------------------------


def test_status_tells_numbers_without_selecting(account, device):
    items = "MESSAGES RECENT UIDNEXT UIDVALIDITY UNSEEN"
    validity = account.mailboxes["INBOX"].uid_validity
    assert device.say(f"c STATUS inbox ({items})") == [
        f'* STATUS "INBOX" (MESSAGES 1 RECENT 1 UIDNEXT 2 UIDVALIDITY {validity} UNSEEN 1)',
        "c OK STATUS completed",
    ]
    assert device.say("d STATUS INBOX (HIGHESTMODSEQ)")[0] == '* STATUS "INBOX" (HIGHESTMODSEQ 2)'


def test_the_room_is_one_for_all_folders(new_account, connect):
    device = connect(new_account(quota=10_240), "INBOX")
    device.say("c APPEND INBOX {6000+}\r\n" + "x" * 6000)
    assert device.say("d GETQUOTAROOT INBOX") == [
        '* QUOTAROOT "INBOX" ""',
        '* QUOTA "" (STORAGE 6 10)',
        "d OK GETQUOTAROOT completed",
    ]
    assert device.say("e APPEND INBOX {6000+}\r\n" + "x" * 6000)[-1].startswith("e NO [OVERQUOTA]")
    assert device.say("f COPY 1 INBOX")[-1].startswith("f NO [OVERQUOTA]")


def test_moving_frees_nothing_and_removing_does(new_account, connect):
    account = new_account(quota=10_240, folders=FOLDERS)
    device = connect(account, "INBOX")
    device.say("c APPEND INBOX {6000+}\r\n" + "x" * 6000)
    device.say("d MOVE 1 Archive")
    assert account.used == 6000
    device.say("e SELECT Archive")
    device.say(r"f STORE 1 +FLAGS (\Deleted)")
    assert account.used == 6000
    device.say("g EXPUNGE")
    assert account.used == 0


def test_keywords_and_flags_are_bounded(new_account, connect):
    device = connect(new_account(b"x"), "INBOX")
    for number in range(30):
        keywords = " ".join(f"k{number}x{n}" for n in range(10))
        last = device.say(f"c STORE 1 FLAGS ({keywords})")[-1]
    assert last.startswith("c NO [LIMIT]")


def test_a_box_of_too_many_mails_takes_no_more(monkeypatch, new_account, connect):
    monkeypatch.setattr("mail_world.imap.store.MAX_MESSAGES", 2)
    device = connect(new_account(b"x", b"y"), "INBOX")
    assert device.say("c APPEND INBOX {1+}\r\nx")[-1].startswith("c NO [LIMIT]")
