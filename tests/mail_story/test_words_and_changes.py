"""What events say to a reader, what they change, and endings that nobody has put into words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from mail_story import UnknownEndingError, narrate
from mail_story.changes import changes_of
from mail_story.event_words import told
from mail_story.verdicts import ending_of
from mail_world import OFFICE, PHONE, REMOTE, Record, Scenario, WorldEvent, play


def event(
    tag: str, kind: str = "decision", source: str = OFFICE, **detail: str | int
) -> WorldEvent:
    return WorldEvent(7, 1, source, PHONE, kind, "as said", b"raw", tag, detail)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def record() -> Record:
    return play(Scenario(auth="wrong"))


def test_what_two_ends_say_is_told_as_it_was_said() -> None:
    said = told(event("reply", "data", code=250, verb="MAIL"))

    assert (said.text, said.data) == ("as said", b"raw")


def test_a_decision_is_told_in_japanese_with_its_detail() -> None:
    assert "kaze@example.org" in told(event("recipient-accepted", address="kaze@example.org")).text


def test_why_nobody_signed_in_has_words_of_its_own() -> None:
    reasons = {told(event("sign-in-skipped", why=why)).text for why in ("not-asked", "not-offered")}

    assert len(reasons) == 2


def test_a_look_up_that_found_nothing_says_so() -> None:
    assert "見つかりません" in told(event("MX", "dns", name="example.net", error="NXDOMAIN")).text


def test_a_tag_without_words_keeps_its_text() -> None:
    assert told(event("something-new")).text == "as said"


def test_braces_in_an_answer_are_only_text() -> None:
    assert "{user}" in told(event("signed-in", user="{user}")).text


def test_a_refusal_names_the_command_that_was_refused() -> None:
    changes = changes_of([event("reply", "data", REMOTE, code=550, verb="RCPT")])

    assert changes == {REMOTE: {"reply": "550", "refused": "RCPT"}}


def test_saying_goodbye_changes_nothing() -> None:
    assert changes_of([event("reply", "data", code=221, verb="QUIT")]) == {}


def test_later_changes_win() -> None:
    replies = [event("reply", "data", code=code, verb="MAIL") for code in (250, 354)]

    assert changes_of(replies) == {OFFICE: {"reply": "354"}}


def test_the_friends_office_has_nothing_waiting_to_go_on() -> None:
    assert changes_of([event("queued", source=REMOTE, id="1")]) == {}


def test_an_ending_is_read_off_the_servers_reply_not_off_the_settings(record: Record) -> None:
    other = replace(record, scenario=Scenario(security="none", recipient="unknown"))

    assert ending_of(other).verdict.id == "wrong-password"


def test_an_ending_without_words_is_a_fault_not_a_guess(record: Record) -> None:
    assert record.sending.reply is not None
    strange = replace(record.sending, reply=replace(record.sending.reply, code=571))

    with pytest.raises(UnknownEndingError, match="571"):
        narrate(replace(record, sending=strange), explainer="send_flow", settings={})
