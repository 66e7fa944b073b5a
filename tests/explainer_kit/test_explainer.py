"""Settings are completed and checked; what is baked follows the rule."""

import dataclasses
import json

import pytest
from explainer_kit import Extra, Preset, SettingsError, Story, key_of
from explainer_kit.explainer import MAX_BAKED_RUNS


def test_what_is_not_given_is_the_default(kettle):
    assert kettle.settings({"celsius": "80"}) == {"tea": "sencha", "celsius": 80, "guest": "わたし"}


def test_all_faults_are_named_at_once(kettle):
    with pytest.raises(SettingsError) as caught:
        kettle.settings({"celsus": "80", "tea": "coffee", "celsius": "999"})
    hints = {fault.name: fault.hint for fault in caught.value.faults}
    assert hints == {"celsus": "celsius", "tea": None, "celsius": "100"}


def test_every_preset_ends_as_it_promises(kettle):
    for preset in kettle.presets:
        assert kettle.run(preset.settings).outcome.id == preset.outcome


def test_equal_settings_give_equal_bytes(kettle):
    assert kettle.run({"celsius": 80}).to_bytes() == kettle.run({"celsius": "80"}).to_bytes()


def test_a_run_is_a_story_in_the_contracts_shape(kettle):
    data = json.loads(kettle.run().to_bytes())
    assert set(data) == {
        *("format", "explainer", "lang", "settings", "actions", "actors", "steps", "outcome"),
        "hero",
    }
    assert isinstance(kettle.run(), Story)


def test_baked_runs_are_the_figures_own_then_named_ones_and_all_presets(kettle):
    own = kettle.settings({"celsius": 90})
    named = kettle.settings({"tea": "hojicha", "celsius": 95})
    baked = kettle.baked(own, [named])
    assert baked[:2] == [own, named]
    assert kettle.settings() in baked
    assert kettle.settings({"celsius": 100}) in baked
    assert len({key_of(run) for run in baked}) == len(baked) <= MAX_BAKED_RUNS


def test_what_no_reader_can_set_in_a_figure_is_not_baked_for_it(kettle):
    own = kettle.settings({"celsius": 90})
    named = kettle.settings({"tea": "hojicha", "celsius": 95})
    baked = kettle.baked(own, [named], show=["tea"])
    assert baked[:2] == [own, named]
    assert {run["celsius"] for run in baked} == {90, 95}
    assert len({run["tea"] for run in baked}) > 1


def test_free_text_is_never_varied_in_what_is_baked(kettle):
    own = kettle.settings()
    assert {run["guest"] for run in kettle.baked(own)} == {own["guest"]}


def test_a_preset_must_promise_a_known_outcome(kettle):
    from dataclasses import replace

    with pytest.raises(ValueError, match="promises"):
        replace(kettle, presets=(Preset("x", "x", {}, "exploded"),))


def test_a_part_that_only_some_settings_need_is_named_for_those(kettle):
    hot = dataclasses.replace(kettle, extras=(Extra("leaves", "tea", ("sencha",)),))
    assert hot.parts_for(hot.settings()) == ("first",)
    assert hot.parts_for(hot.settings({"tea": "hojicha"})) == ("first", "leaves")


@pytest.mark.parametrize(("setting", "without"), [("te", ("sencha",)), ("tea", ("hojicha",))])
def test_a_part_that_is_not_always_there_is_not_needed_untouched(kettle, setting, without):
    with pytest.raises(ValueError, match="leaves"):
        dataclasses.replace(kettle, extras=(Extra("leaves", setting, without),))
