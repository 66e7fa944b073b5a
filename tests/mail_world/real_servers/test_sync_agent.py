"""Devices end in the same state on a real Dovecot and on our server, whatever happened."""

import pytest
from mail_world.places import HANA
from mail_world.sync import Move, Remove, SetFlag, Write
from mail_world.sync.actions import BIN, DRAFTS, FLAGGED, INBOX, SEEN
from mail_world.sync.home import ARCHIVE, FOLDER

from .boxes import Ours, Real
from .dovecot import Dovecot

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("dovecot")]


def mail(name):
    head = f"Message-ID: <{name}>\r\nSubject: {name}\r\nFrom: kaze@example.org\r\n\r\n"
    return f"{head}hello\r\n".encode()


def draft(name="d1"):
    return Write(name, mail(name), name)


SCENARIOS = {}


def scenario(happen):
    SCENARIOS[happen.__name__] = happen
    return happen


@scenario
def a_first_look(box):
    pass


@scenario
def a_mail_is_read(box):
    box.phone.act(SetFlag("m1", SEEN, True))


@scenario
def a_flag_is_set_and_taken_off(box):
    box.phone.act(SetFlag("m1", FLAGGED, True), SetFlag("m0", FLAGGED, True))
    box.look()
    box.computer.act(SetFlag("m1", FLAGGED, False))


@scenario
def new_mail_comes(box):
    box.receive(mail("new"))


@scenario
def new_mail_comes_while_away(box):
    box.phone.go_offline()
    box.receive(mail("n1"))
    box.computer.sync()
    box.receive(mail("n2"))
    box.phone.go_online()


@scenario
def a_mail_is_filed(box):
    box.phone.act(Move("m0", INBOX, FOLDER))


@scenario
def a_mail_is_filed_and_brought_back(box):
    box.phone.act(Move("m0", INBOX, ARCHIVE))
    box.look()
    box.computer.act(Move("m0", ARCHIVE, INBOX))


@scenario
def a_mail_is_removed_for_good(box):
    box.phone.act(Move("m0", INBOX, BIN))
    box.look()
    box.computer.act(Remove(("m0",)))


@scenario
def several_are_removed_at_once(box):
    for name in ("m0", "m2"):
        box.phone.act(Move(name, INBOX, BIN))
    box.phone.act(Remove(("m0", "m2")))


@scenario
def an_offline_queue_is_replayed_in_order(box):
    box.phone.go_offline()
    box.phone.act(
        SetFlag("m0", SEEN, True),
        Move("m0", INBOX, ARCHIVE),
        Move("m1", INBOX, BIN),
        SetFlag("m2", FLAGGED, True),
        draft(),
    )
    box.phone.go_online()


@scenario
def both_have_a_queue(box):
    box.phone.go_offline()
    box.computer.go_offline()
    box.phone.act(SetFlag("m0", SEEN, True), Move("m1", INBOX, ARCHIVE), draft("d1"))
    box.computer.act(SetFlag("m0", FLAGGED, True), Move("m1", INBOX, FOLDER), draft("d2"))
    box.phone.go_online()
    box.computer.go_online()


@scenario
def removal_meets_a_flag(box):
    box.phone.go_offline()
    box.phone.act(SetFlag("m0", FLAGGED, True))
    box.computer.act(Move("m0", INBOX, BIN), Remove(("m0",)))
    box.phone.go_online()


@scenario
def deletion_meets_filing(box):
    box.phone.go_offline()
    box.phone.act(Move("m0", INBOX, BIN), Move("m1", INBOX, ARCHIVE))
    box.computer.act(Move("m0", INBOX, ARCHIVE), Move("m1", INBOX, BIN))
    box.phone.go_online()


@scenario
def filing_meets_filing(box):
    box.phone.go_offline()
    box.phone.act(Move("m0", INBOX, FOLDER))
    box.computer.act(Move("m0", INBOX, ARCHIVE))
    box.phone.go_online()


@scenario
def a_flag_finds_its_mail_elsewhere(box):
    box.phone.go_offline()
    box.phone.act(SetFlag("m0", FLAGGED, True))
    box.computer.act(SetFlag("m0", SEEN, True), Move("m0", INBOX, ARCHIVE))
    box.phone.go_online()


@scenario
def the_last_word_on_a_flag(box):
    box.phone.act(SetFlag("m0", SEEN, True))
    box.look()
    box.phone.go_offline()
    box.phone.act(SetFlag("m0", SEEN, False))
    box.computer.act(SetFlag("m0", FLAGGED, True))
    box.phone.go_online()


@scenario
def what_was_taken_out_of_the_bin_stays(box):
    box.phone.act(Move("m0", INBOX, BIN), Move("m1", INBOX, BIN))
    box.look()
    box.phone.go_offline()
    box.phone.act(Remove(("m0", "m1")))
    box.computer.act(Move("m0", BIN, INBOX))
    box.phone.go_online()


@scenario
def a_draft_is_stored_once(box):
    box.phone.act(draft())
    box.phone.queue.append(draft())
    box.phone.sync()


@scenario
def a_draft_is_thrown_away_elsewhere(box):
    box.phone.act(draft())
    box.look()
    box.computer.act(Move("d1", DRAFTS, BIN), Remove(("d1",)))


@scenario
def another_uidvalidity_alone(box):
    box.phone.go_offline()
    box.restore()
    box.phone.go_online()


@scenario
def another_uidvalidity_with_a_queue(box):
    box.phone.go_offline()
    box.phone.act(draft(), SetFlag("m1", SEEN, True), Move("m2", INBOX, ARCHIVE))
    box.computer.act(Move("m0", INBOX, BIN))
    box.restore()
    box.phone.go_online()


@scenario
def a_folder_is_made_anew_by_another_program(box):
    box.phone.act(Move("m0", INBOX, ARCHIVE))
    box.look()
    box.phone.go_offline()
    other = box.alone()
    other.delete(ARCHIVE)
    other.create(ARCHIVE)
    other.append(ARCHIVE, r"(\Seen)", None, mail("other"))
    other.logout()
    box.phone.go_online()


@scenario
def another_program_expunges_and_copies(box):
    box.phone.go_offline()
    other = box.alone()
    other.select(INBOX)
    other.copy("2", ARCHIVE)
    other.store("1:2", "+FLAGS", r"(\Deleted)")
    other.expunge()
    other.logout()
    box.phone.go_online()


@scenario
def many_mails_with_gaps(box):
    for number in range(3, 30):
        box.receive(mail(f"m{number}"))
    box.look()
    box.phone.go_offline()
    for number in range(0, 30, 3):
        box.computer.act(Move(f"m{number}", INBOX, BIN))
    box.computer.act(*(SetFlag(f"m{number}", SEEN, True) for number in range(1, 30, 3)))
    box.receive(mail("late"))
    box.phone.go_online()


@scenario
def the_connection_breaks_again_and_again(box):
    for number in range(4):
        box.phone.act(SetFlag("m0", FLAGGED, number % 2 == 0))
        box.phone.go_offline()
        box.computer.act(SetFlag("m0", SEEN, number % 2 == 0))
        box.phone.go_online()


@pytest.fixture(scope="module")
def dovecot():
    server = Dovecot(HANA.password)
    yield server
    server.stop()


def play(box, happen):
    """Let it happen to a box with three mails that both devices know; return how it ends."""
    with box.clock():
        for number in range(3):
            box.receive(mail(f"m{number}"))
        box.look()
        happen(box)
        box.look()
        state = box.state()
    box.close()
    return state


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_end_is_the_same_on_dovecot(dovecot, name):
    ours = play(Ours(), SCENARIOS[name])
    real = play(Real(dovecot), SCENARIOS[name])
    assert real == ours
    first, second = ours["screens"].values()
    assert first == second
