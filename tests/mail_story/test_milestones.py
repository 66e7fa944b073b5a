"""Cutting a run into milestones: every event in one step, no step ever goes back."""

from __future__ import annotations

from mail_story.milestones import MILESTONES, cut
from mail_world import FRIEND, OFFICE, PHONE, REMOTE, WorldEvent


def event(
    tag: str, leg: str = "submission", source: str = PHONE, **detail: str | int
) -> WorldEvent:
    kind = "dns" if tag in ("A", "MX") else "data"
    return WorldEvent(0, 1, source, OFFICE, kind, tag, None, tag, detail, leg)  # type: ignore[arg-type]


def names(*events: WorldEvent) -> dict[str, list[str]]:
    return {part.milestone.id: [event.tag for event in part.events] for part in cut(events)}


def test_what_comes_before_the_first_word_belongs_to_the_first_step() -> None:
    got = names(event("A"), event("connected"), event("greeting", verb="CONNECT", code=220))

    assert got == {"connect": ["A", "connected", "greeting"]}


def test_the_second_ehlo_belongs_to_the_locked_bag() -> None:
    got = names(event("EHLO"), event("STARTTLS"), event("tls-established"), event("EHLO"))

    assert got == {"greet": ["EHLO"], "starttls": ["STARTTLS", "tls-established", "EHLO"]}


def test_tls_before_the_greeting_is_a_step_of_its_own() -> None:
    got = names(event("connected"), event("tls-established"), event("EHLO"))

    assert got == {"connect": ["connected"], "tls": ["tls-established"], "greet": ["EHLO"]}


def test_a_permanent_refusal_begins_a_step_and_keeps_what_follows() -> None:
    refusal = event("reply", verb="MAIL", code=530)
    got = names(event("MAIL"), refusal, event("QUIT"), event("reply", verb="QUIT", code=221))

    assert got == {"envelope": ["MAIL"], "refused": ["reply", "QUIT", "reply"]}


def test_a_reply_that_asks_to_come_again_is_no_refusal() -> None:
    got = names(event("MAIL"), event("reply", verb="RCPT", code=450))

    assert got == {"envelope": ["MAIL"], "later": ["reply"]}


def test_legs_that_run_at_the_same_time_do_not_mix() -> None:
    got = names(
        event("queued", source=OFFICE),
        event("MX", "relay", OFFICE),
        event("QUIT"),
        event("connected", "relay", OFFICE),
        event("A", "reading", FRIEND),
        event("LOGIN", "reading", FRIEND),
        event("delivered", "relay", REMOTE),
    )

    assert got == {
        "accepted": ["queued", "QUIT"],
        "mx": ["MX"],
        "relay": ["connected"],
        "open": ["A", "LOGIN"],
        "delivered": ["delivered"],
    }


def test_a_notice_put_into_the_box_belongs_to_its_writing() -> None:
    got = names(event("bounced", "relay", OFFICE), event("delivered", "relay", OFFICE))

    assert got == {"bounce": ["bounced", "delivered"]}


def test_what_fits_nowhere_is_still_told() -> None:
    got = names(event("EHLO"), event("A", "", FRIEND))

    assert got == {"greet": ["EHLO", "A"]}


def test_nothing_known_at_all_is_told_as_a_call() -> None:
    assert names(event("A", "")) == {"connect": ["A"]}


def test_why_nobody_signed_in_makes_two_different_steps() -> None:
    assert list(names(event("sign-in-skipped", why="not-asked"))) == ["no-login"]
    assert list(names(event("sign-in-skipped", why="not-offered"))) == ["login-closed"]


def test_milestones_have_ids_of_their_own() -> None:
    ids = [milestone.id for milestone in MILESTONES]

    assert len(set(ids)) == len(ids)
