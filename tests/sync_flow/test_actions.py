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
    for desk in run._kept.values():
        desk.close()
    run._kept.clear()
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


ACTIONS = st.builds(
    act,
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(["phone", "computer", "tablet"]),
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
