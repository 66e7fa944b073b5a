"""A device that comes back: what it says it knows, and what it is told (RFC 7162 section 3.2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from mail_world.imap.account import Account
from mail_world.sync import Home, Move, Remove, SetFlag
from mail_world.sync.actions import BIN, FLAGGED, INBOX

from .conftest import lack_qresync, mail

type Make = Callable[..., Home]


def come_back(box: Home) -> tuple[list[str], list[str]]:
    """Have the phone come back; return what it said, and what it was told."""
    box.hearing.take()
    box.devices["phone"].go_online()
    heard = [event for event in box.hearing.take() if event.kind == "data"]
    said = [event.text for event in heard if event.source == "phone"]
    return said, [event.text for event in heard if event.target == "phone"]


def miss_something(box: Home) -> None:
    """Have m0 removed for good, m2 flagged and m9 come, while the phone is away."""
    computer = box.devices["computer"]
    box.devices["phone"].go_offline()
    computer.act(Move("m0", INBOX, BIN), Remove(("m0",)), SetFlag("m2", FLAGGED, True))
    box.receive(mail("m9"))


def test_selecting_the_inbox_tells_what_is_gone_and_what_differs(home: Make) -> None:
    box = home()
    with box:
        miss_something(box)
        said, told = come_back(box)

    (selected,) = (line for line in said if 'SELECT "INBOX"' in line)
    account: Account = box.account
    assert f"(QRESYNC ({account.mailboxes[INBOX].uid_validity} " in selected
    assert selected.rstrip().endswith(" 1:3))")
    lines = [line for text in told for line in text.splitlines()]
    assert "* VANISHED (EARLIER) 1" in lines
    assert [line.split()[1] for line in lines if "FETCH (UID 3 FLAGS" in line] == ["2"]
    assert not any("SEARCH" in line or "CHANGEDSINCE" in line for line in said)


@pytest.mark.usefixtures("server")
def test_the_screen_is_the_same_whatever_the_server_can(home: Make) -> None:
    box = home()
    with box:
        miss_something(box)
        come_back(box)

    shown = box.devices["phone"].shown()
    assert {one.mail: (one.folder, one.flags) for one in shown.values()} == {
        "m1": (INBOX, set()),
        "m2": (INBOX, {FLAGGED}),
        "m9": (INBOX, set()),
    }


def test_coming_back_to_a_large_box_takes_fewer_bytes_and_turns(
    home: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most of all where mails were removed here and there: SEARCH would list all that are left."""

    def cost(box: Home) -> tuple[int, int]:
        with box:
            computer = box.devices["computer"]
            box.devices["phone"].go_offline()
            gone = tuple(f"m{number}" for number in range(0, 80, 2))
            computer.act(*(Move(name, INBOX, BIN) for name in gone))
            box.devices["phone"].go_online()
            box.devices["phone"].go_offline()
            computer.act(Move("m1", INBOX, BIN))
            said, told = come_back(box)
        return sum(map(len, said + told)), len(said)

    with_it = cost(home(mails=80))
    lack_qresync(monkeypatch)
    without = cost(home(mails=80))

    assert with_it[0] < without[0]
    assert with_it[1] < without[1]


def test_with_another_uidvalidity_nothing_known_is_believed(home: Make) -> None:
    box = home()
    phone = box.devices["phone"]
    with box:
        miss_something(box)
        box.restore()
        said, told = come_back(box)

    assert INBOX in phone.resynced
    assert not any("VANISHED" in line for line in told)
    assert len([line for line in said if 'SELECT "INBOX"' in line]) == 1
    assert set(phone.shown()) == {"m1", "m2", "m9"}


def test_what_went_from_an_open_folder_is_told_with_what_changed(home: Make) -> None:
    box = home()
    with box:
        box.devices["computer"].act(Move("m0", INBOX, BIN), Remove(("m0",)))
        box.hearing.take()
        box.devices["phone"].sync()
        heard = [event.text for event in box.hearing.take() if event.source == "phone"]

    assert any("CHANGEDSINCE" in line and line.rstrip().endswith("VANISHED)") for line in heard)
    assert not any("SEARCH" in line for line in heard)
    assert set(box.devices["phone"].shown()) == {"m1", "m2"}
