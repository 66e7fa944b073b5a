"""What one device does, the others see; and what nobody can take back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from mail_world.sync import Home, Move, Remove, SetFlag, Write
from mail_world.sync.actions import BIN, FLAGGED, INBOX, SEEN
from mail_world.sync.home import ARCHIVE, FOLDER

from .conftest import mail

pytestmark = pytest.mark.usefixtures("server")

type Make = Callable[..., Home]


def draft(name: str = "d1") -> Write:
    return Write(name, mail(name), name)


def where(home: Home, device: str, name: str) -> str | None:
    shown = home.devices[device].shown().get(name)
    return shown.folder if shown else None


def said(home: Home, source: str) -> list[str]:
    return [e.text for e in home.hearing.events if e.kind == "data" and e.source == source]


def goodbyes(home: Home) -> list[tuple[str, str]]:
    """Who was told BYE, and in which words."""
    events = home.hearing.events
    return [(e.target, e.text.strip()) for e in events if e.text.startswith("* BYE")]


def test_a_first_look_shows_what_the_box_has(home: Make) -> None:
    box = home()

    assert set(box.devices["phone"].shown()) == {"m0", "m1", "m2"}


def test_a_mail_read_on_one_device_is_read_on_the_other_by_notice(home: Make) -> None:
    box = home()

    with box:
        box.devices["phone"].act(SetFlag("m1", SEEN, True))
        told = box.settle()

    assert told == ["computer"]
    assert SEEN in box.devices["computer"].shown()["m1"].flags


def test_new_mail_is_told_to_whoever_waits(home: Make) -> None:
    box = home()

    with box:
        box.receive(mail("new"))
        box.settle()

    assert [where(box, name, "new") for name in box.devices] == [INBOX, INBOX]


def test_nothing_is_fetched_where_nothing_changed(home: Make) -> None:
    box = home()

    with box:
        box.devices["phone"].sync()

    assert not any("FETCH" in line for line in said(box, "phone"))


def test_only_what_changed_is_fetched(home: Make) -> None:
    box = home()

    with box:
        box.devices["phone"].act(SetFlag("m1", FLAGGED, True))
        box.hearing.take()
        box.settle()

    told = [line for line in said(box, "office") if "FETCH (UID" in line and "FLAGS" in line]
    assert {line.split()[1] for line in told if "MODSEQ" in line} == {"2"}


def test_a_device_that_is_away_sees_its_own_doing_at_once_and_the_box_later(home: Make) -> None:
    box = home()
    phone = box.devices["phone"]

    phone.go_offline()
    with box:
        phone.act(Move("m0", INBOX, ARCHIVE))
    assert (where(box, "phone", "m0"), box.contents()["m0"][0]) == (ARCHIVE, INBOX)

    with box:
        phone.go_online()
    assert box.contents()["m0"][0] == ARCHIVE


def test_removal_wins_over_a_flag(home: Make) -> None:
    box = home()
    phone, computer = box.devices.values()

    phone.go_offline()
    with box:
        phone.act(SetFlag("m0", FLAGGED, True))
        computer.act(Move("m0", INBOX, BIN), Remove(("m0",)))
        phone.go_online()

    assert "m0" not in box.contents()
    assert [dropped.why for dropped in phone.dropped] == ["removed"]


def test_deletion_wins_over_filing_whoever_is_first(home: Make) -> None:
    box = home()
    phone, computer = box.devices.values()

    phone.go_offline()
    with box:
        phone.act(Move("m0", INBOX, BIN), Move("m1", INBOX, ARCHIVE))
        computer.act(Move("m0", INBOX, ARCHIVE), Move("m1", INBOX, BIN))
        phone.go_online()

    assert [box.contents()[name][0] for name in ("m0", "m1")] == [BIN, BIN]


def test_filing_follows_the_server(home: Make) -> None:
    box = home()
    phone, computer = box.devices.values()

    phone.go_offline()
    with box:
        phone.act(Move("m0", INBOX, FOLDER))
        computer.act(Move("m0", INBOX, ARCHIVE))
        phone.go_online()

    assert (box.contents()["m0"][0], where(box, "phone", "m0")) == (ARCHIVE, ARCHIVE)


def test_flags_are_merged_wherever_the_mail_is_by_now(home: Make) -> None:
    box = home()
    phone, computer = box.devices.values()

    phone.go_offline()
    with box:
        phone.act(SetFlag("m0", FLAGGED, True))
        computer.act(SetFlag("m0", SEEN, True), Move("m0", INBOX, ARCHIVE))
        phone.go_online()

    assert box.contents()["m0"] == (ARCHIVE, {SEEN, FLAGGED})


def test_the_last_to_reach_the_server_has_the_last_word_on_a_flag(home: Make) -> None:
    box = home()
    phone, computer = box.devices.values()

    with box:
        phone.act(SetFlag("m0", SEEN, True))
        box.settle()
        phone.go_offline()
        phone.act(SetFlag("m0", SEEN, False))
        computer.act(SetFlag("m0", FLAGGED, True))
        phone.go_online()

    assert box.contents()["m0"][1] == {FLAGGED}


def test_what_was_taken_out_of_the_bin_meanwhile_stays(home: Make) -> None:
    box = home()
    phone, computer = box.devices.values()

    with box:
        phone.act(Move("m0", INBOX, BIN), Move("m1", INBOX, BIN))
        box.look()
        phone.go_offline()
        phone.act(Remove(("m0", "m1")))
        computer.act(Move("m0", BIN, INBOX))
        phone.go_online()

    assert set(box.contents()) == {"m0", "m2"}


def test_a_draft_is_stored_once_though_the_answer_never_came(home: Make) -> None:
    box = home()
    phone = box.devices["phone"]

    with box:
        phone.act(draft())
        phone.queue.append(draft())
        phone.sync()

    assert sorted(box.contents()) == ["d1", "m0", "m1", "m2"]
    assert len(box.account.mailboxes["Drafts"].messages) == 1


def test_a_draft_waits_on_the_device_while_the_box_is_full(home: Make) -> None:
    box = home(quota=1600)
    phone = box.devices["phone"]

    with box:
        phone.act(Write("d1", mail("d1", 1500), "d1"), SetFlag("d1", FLAGGED, True))
    assert "OVERQUOTA" in phone.refusal
    assert phone.shown()["d1"].saved is False

    with box:
        phone.act(Move("m0", INBOX, BIN), Remove(("m0",)))
        box.account.quota = 5000
        phone.sync()
    assert FLAGGED in box.contents()["d1"][1]


def test_another_uidvalidity_is_survived_with_queue_and_drafts(home: Make) -> None:
    box = home()
    phone, computer = box.devices.values()

    phone.go_offline()
    with box:
        phone.act(draft(), SetFlag("m1", SEEN, True), Move("m2", INBOX, ARCHIVE))
        computer.act(Move("m0", INBOX, BIN))
        box.restore()
        phone.go_online()
        box.look()

    assert phone.resynced
    assert {name: place for name, (place, _) in box.contents().items()} == {
        "m0": BIN,
        "m1": INBOX,
        "m2": ARCHIVE,
        "d1": "Drafts",
    }
    assert SEEN in computer.shown()["m1"].flags


def test_a_mail_read_in_full_can_be_read_again_without_a_connection(home: Make) -> None:
    box = home()
    phone = box.devices["phone"]

    with box:
        phone.open("m0")
        phone.go_offline()
        assert phone.open("m0") == box.account.mailboxes[INBOX].messages[1].source
        assert phone.open("m1") is None


def test_a_device_that_was_signed_out_is_cut_off_and_the_others_are_not(home: Make) -> None:
    box = home()
    phone, computer = box.devices.values()

    with box:
        box.door.withdraw(phone.place.address)
        box.settle()
        box.receive(mail("new"))
        box.settle()

    assert phone.signed_out
    assert "AUTHENTICATIONFAILED" in phone.refusal
    assert goodbyes(box) == [("phone", "* BYE Signed out")]
    assert ("new" in phone.shown(), "new" in computer.shown()) == (False, True)


def test_whoever_waits_is_told_when_the_server_starts_again_and_comes_back(home: Make) -> None:
    box = home()
    phone, computer = box.devices.values()

    with box:
        box.restore()
        assert box.settle() == ["phone", "computer"]
        phone.act(SetFlag("m1", SEEN, True))
        box.settle()

    assert goodbyes(box) == [(n, "* BYE Server shutting down") for n in ("phone", "computer")]
    assert SEEN in computer.shown()["m1"].flags


def test_archiving_frees_no_room_and_emptying_the_bin_does(home: Make) -> None:
    box = home()
    used = [box.account.used]

    with box:
        for action in (Move("m0", INBOX, ARCHIVE), Move("m0", ARCHIVE, BIN), Remove(("m0",))):
            box.devices["phone"].act(action)
            used.append(box.account.used)

    assert used[0] == used[1] == used[2] > used[3]


def test_a_full_box_turns_new_mail_away(home: Make) -> None:
    box = home(quota=2000)

    with box:
        refused = box.receive(mail("big", 3000))

    assert refused == "552 5.2.2 <hana@example.jp>: Recipient address rejected: Mailbox is full"


@pytest.mark.parametrize("protocol", ["imap", "pop3"])
def test_no_password_is_heard(protocol: str, home: Make) -> None:
    box = home(mails=0, protocol=protocol)

    with box:
        for device in box.devices.values():
            device.go_offline()
            device.go_online()

    assert box.hearing.events
    assert not any("yuuyake" in event.text for event in box.hearing.events)


# -- POP3 ------------------------------------------------------------------------------------------


def test_pop3_devices_share_neither_flags_nor_folders(home: Make) -> None:
    box = home(protocol="pop3")
    phone, computer = box.devices.values()

    with box:
        phone.act(SetFlag("m0", SEEN, True), Move("m1", INBOX, FOLDER))
        box.look()

    assert computer.shown()["m0"].flags == frozenset()
    assert computer.shown()["m1"].folder == INBOX


def test_pop3_that_leaves_nothing_gives_mail_to_the_first_device_alone(home: Make) -> None:
    box = home(protocol="pop3", leave=False)

    assert box.contents() == {}
    assert [len(device.shown()) for device in box.devices.values()] == [3, 0]


def test_pop3_fetches_a_mail_once(home: Make) -> None:
    box = home(protocol="pop3")

    with box:
        box.devices["phone"].sync()

    assert not any("RETR" in line for line in said(box, "phone"))
