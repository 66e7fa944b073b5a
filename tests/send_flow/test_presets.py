"""Presets end as their names promise."""

from __future__ import annotations

from collections.abc import Callable

import brotli
import pytest
from explainer_kit.explainer import Preset
from explainer_kit.figure import view
from explainer_kit.story import Story, canonical
from mail_story.verdict import TASKS
from send_flow import explainer


@pytest.mark.parametrize("preset", explainer.presets, ids=lambda preset: preset.id)
def test_a_preset_ends_as_promised(preset: Preset, run: Callable[..., Story]) -> None:
    assert run(**preset.settings).outcome.id == preset.outcome


def test_every_outcome_has_a_preset() -> None:
    assert {preset.outcome for preset in explainer.presets} == set(explainer.outcomes)


def test_there_is_a_preset_for_each_of_many_ways() -> None:
    assert len({preset.outcome for preset in explainer.presets}) >= 14
    assert len({preset.label for preset in explainer.presets}) == len(explainer.presets)


@pytest.mark.parametrize("preset", explainer.presets, ids=lambda preset: preset.id)
def test_what_decided_is_explained_with_its_source(
    preset: Preset, run: Callable[..., Story]
) -> None:
    story = run(**preset.settings)
    decided = next(step for step in story.steps if step.id == story.outcome.step)

    assert story.outcome.ok or "RFC" in decided.meaning


@pytest.mark.parametrize("preset", explainer.presets, ids=lambda preset: preset.id)
def test_advice_says_whose_task_it_is(preset: Preset, run: Callable[..., Story]) -> None:
    fix = run(**preset.settings).outcome.fix

    assert fix is None or fix.endswith(tuple(TASKS.values()))


def test_what_a_figure_bakes_is_light_enough_to_send() -> None:
    baked = explainer.baked(explainer.defaults())
    runs = []
    for settings in baked:
        story = explainer.run(settings)
        assert isinstance(story, Story)
        runs.append({"story": story.as_data(), "html": view(explainer, story)})

    assert len(baked) <= 64
    assert len(brotli.compress(canonical(runs), quality=5)) < 150_000


def test_the_three_checks_are_scenes_to_link_to(run: Callable[..., Story]) -> None:
    scenes = [step.scene for step in run(records="right").steps]

    assert [scene for scene in scenes if scene in ("spf", "dkim", "dmarc")] == [
        "spf",
        "dkim",
        "dmarc",
    ]


def test_the_first_preset_sends_a_photo_to_a_friend_who_reads_it(
    run: Callable[..., Story],
) -> None:
    story = run(**explainer.presets[0].settings)

    assert explainer.presets[0].label == "友だちに写真を送る"
    assert {"letter", "delivered", "read"} <= {step.id for step in story.steps}
    assert "写真" in next(step.say for step in story.steps if step.id == "read")


def test_the_default_is_read_by_the_friend(run: Callable[..., Story]) -> None:
    assert run().outcome.id == "read"


def test_smtp_ends_where_the_letter_is_in_the_box_and_imap_begins(
    run: Callable[..., Story],
) -> None:
    story = run()
    ids = [step.id for step in story.steps]

    assert story.hero == "delivered"
    assert ids.index("open") == ids.index("delivered") + 1


def test_a_refused_letter_never_leaves_the_phone(run: Callable[..., Story]) -> None:
    changes = [step.changes.get("phone", {}) for step in run(auth="wrong").steps]

    assert all("letter" not in change for change in changes)


def test_a_mistyped_recipient_gets_a_notice_from_the_senders_own_office(
    run: Callable[..., Story],
) -> None:
    story = run(recipient="unknown")
    step = next(step for step in story.steps if step.id == "bounce")

    assert (step.source, story.outcome.step) == ("office", "relay-refused")
    assert story.outcome.reply is not None
    assert story.outcome.reply.startswith("550 5.1.1")


def test_nothing_is_said_by_two_ends_that_wait_for_one_another(run: Callable[..., Story]) -> None:
    story = run(port="465", security="starttls")

    assert story.outcome.reply is None
    assert not [e for step in story.steps for e in step.events if e.kind == "data"]
