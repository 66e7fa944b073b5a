"""The reader's own acts: done for real, checked, undone by leaving them out."""

from __future__ import annotations

from typing import Any

import pytest
from explainer_kit.story import Story
from hypothesis import given, settings
from hypothesis import strategies as st
from sync_flow import explainer, run
from sync_flow.acts import KINDS
from sync_flow.tell import LONGEST

QUIET = {"day": "quiet"}


def play(*actions: Any, **chosen: Any) -> Story:
    story = explainer.run(QUIET | chosen, actions)
    assert isinstance(story, Story)
    return story


def afresh(*actions: Any, **chosen: Any) -> Story:
    """Run with nothing remembered."""
    run.forget()
    return play(*actions, **chosen)


def act(do: str, device: str = "", mail: str = "") -> dict[str, str]:
    return {k: v for k, v in (("do", do), ("device", device), ("mail", mail)) if v}


def scenes(story: Story) -> list[str | None]:
    return [step.scene for step in story.steps]


READ = act("read", "phone", "photo")
DAY = (
    READ,
    act("file", "computer", "photo"),
    act("offline", "computer"),
    act("draft", "computer"),
    act("new"),
    act("online", "computer"),
    act("delete", "phone", "news"),
    act("empty", "computer"),
)


def test_an_act_is_told_after_the_day() -> None:
    assert scenes(play(READ)) == ["look", "read", "told-read"]


def test_the_story_says_which_actions_it_holds() -> None:
    assert play(*DAY).actions == DAY


@pytest.mark.parametrize("protocol", ["imap", "pop3"])
def test_going_on_equals_beginning_afresh(protocol: str) -> None:
    went_on = [play(*DAY[:count], protocol=protocol) for count in range(len(DAY) + 1)]

    assert went_on[-1].to_bytes() == afresh(*DAY, protocol=protocol).to_bytes()


def test_undo_is_the_list_without_its_last() -> None:
    before = play(*DAY[:-1]).to_bytes()
    play(*DAY)

    assert play(*DAY[:-1]).to_bytes() == before


HOSTILE: tuple[Any, ...] = (
    {},
    {"do": "explode"},
    {"do": ["read"]},
    {"do": "read"},
    {"do": "read", "device": "phone", "mail": "nobody"},
    {"do": "read", "device": "toaster", "mail": "photo"},
    {"do": "read", "device": "tablet", "mail": "photo"},
    {"do": "read", "device": "phone", "mail": "x" * 10_000},
    {"do": "read", "device": "phone", "mail": None},
    {"do": "read", "device": "phone", "mail": "photo\r\nA1 LOGOUT"},
    {"do": "empty", "device": "phone", "mail": "photo"},
)


@pytest.mark.parametrize("action", HOSTILE)
def test_what_cannot_be_done_is_passed_over(action: Any) -> None:
    assert scenes(play(action)) == ["look"]


def test_a_device_that_was_signed_out_does_nothing_more() -> None:
    story = play(act("sign-out", "phone"), READ, act("offline", "phone"))

    assert scenes(story) == ["look", "sign-out", "shut-out"]


def test_a_long_day_is_told_within_the_limits() -> None:
    story = play(*[act("read" if n % 2 else "unread", "phone", "photo") for n in range(60)])

    assert len(story.steps) == LONGEST
    assert "いろいろ" in story.steps[0].say


TAB = act("join", "tab2")


def test_a_further_tab_finds_the_box_as_it_is_and_follows() -> None:
    story = play(TAB, act("read", "tab2", "photo"), READ)

    assert story.actions == (TAB, act("read", "tab2", "photo"))
    assert [actor.id for actor in story.actors][:3] == ["phone", "computer", "tab2"]
    assert story.outcome.id == "in-step"
    assert len(explainer.draw(story).frames) == len(story.steps)


def test_a_tab_that_is_closed_and_opened_again_catches_up() -> None:
    away = (TAB, act("close", "tab2"), act("delete", "phone", "news"))

    assert play(*away).outcome.id == "out-of-step"
    assert play(*away, TAB).outcome.id == "in-step"


@pytest.mark.parametrize(("devices", "tabs"), [("2", 2), ("3", 1)])
def test_the_picture_has_room_for_four(devices: str, tabs: int) -> None:
    story = play(TAB, act("join", "tab3"), TAB, devices=devices)

    assert len(story.actions) == tabs


def test_a_phone_neither_joins_nor_closes() -> None:
    assert play(act("join", "phone"), act("close", "phone"), act("close", "tab2")).actions == ()


@pytest.mark.parametrize(("leave", "seen"), [(True, True), (False, False)])
def test_under_pop3_a_tab_finds_what_was_left(leave: bool, seen: bool) -> None:
    story = play(TAB, protocol="pop3", leave=leave)

    joined = next(step for step in story.steps if step.scene == "join")
    assert bool(joined.changes["tab2"]["mails"]) is seen


ACTIONS = st.builds(
    act,
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(["phone", "computer", "tablet", "tab2", "tab3"]),
    st.sampled_from(["", "photo", "trip", "news", "sale", "new1", "draft1"]),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(ACTIONS, max_size=16), st.sampled_from(["imap", "pop3"]), st.booleans())
def test_any_acts_make_a_story_that_ends_in_some_way(
    actions: list[Any], protocol: str, full: bool
) -> None:
    story = play(*actions, protocol=protocol, devices="3", room="full" if full else "roomy")

    assert story.outcome.id in explainer.outcomes
    explainer.draw(story)


def test_what_would_change_nothing_is_not_among_the_storys_actions() -> None:
    story = play(READ, READ, act("online", "phone"), act("back", "phone", "photo"))

    assert story.actions == (READ,)
    assert story.to_bytes() == play(READ).to_bytes()


@settings(max_examples=15, deadline=None)
@given(st.lists(ACTIONS, max_size=10), st.sampled_from(["imap", "pop3"]))
def test_whatever_is_undone_was_seen(actions: list[Any], protocol: str) -> None:
    story = play(*actions, protocol=protocol, devices="3")
    again = afresh(*story.actions, protocol=protocol, devices="3")
    assert again.to_bytes() == story.to_bytes()
    for count in range(len(story.actions), 0, -1):
        before = play(*story.actions[: count - 1], protocol=protocol, devices="3")
        assert len(before.actions) == count - 1
        assert before.to_bytes() != play(*story.actions[:count], protocol=protocol).to_bytes()


@settings(max_examples=2, deadline=None)
@given(st.lists(ACTIONS, max_size=8), st.sampled_from(["imap", "pop3"]))
def test_every_deed_that_is_offered_changes_something(actions: list[Any], protocol: str) -> None:
    story = play(*actions, protocol=protocol, devices="3")
    assert explainer.hands is not None
    for panel in explainer.hands(story):
        things = (*panel.things, *(one for shelf in panel.shelves for one in shelf.things))
        deeds = [*panel.deeds, *(deed for shelf in panel.shelves for deed in shelf.deeds)]
        deeds += [deed for thing in things for deed in thing.deeds]
        offered = [deed.action for deed in deeds]
        offered += [thing.opening for thing in things]
        for action in filter(None, offered):
            went_on = play(*story.actions, action, protocol=protocol, devices="3")
            assert len(went_on.actions) == len(story.actions) + 1, action
