"""What may stand beside a picture: lenses, tables, a knob, buttons that set a value."""

from dataclasses import replace

import pytest
from explainer_kit import Deed, Frame, Knob, Panel, Scene, el
from explainer_kit.figure import figure, view


def page_of(explainer):
    return figure(explainer, explainer.run(), id="tea", show=(), caption=el("p", {}, "お茶"))


def test_lenses_that_have_nothing_to_show_leave_no_switch_and_no_part(kettle):
    html = page_of(replace(kettle, lenses=()))
    assert "px-switch" not in html
    assert 'data-part="bytes"' not in html
    assert 'data-part="sequence"' not in html


def test_one_lens_beside_the_picture_can_be_switched_to(kettle):
    html = page_of(replace(kettle, lenses=("sequence",)))
    assert html.count("data-lens-to") == 2
    assert 'data-part="bytes"' not in view(replace(kettle, lenses=("sequence",)), kettle.run())


def test_tables_stand_between_the_ending_and_the_words(kettle):
    html = page_of(replace(kettle, tables=lambda story: (el("table", {"class": "mine"}),)))
    assert html.index("px-part-end") < html.index('class="mine"') < html.index("px-transcript")


@pytest.mark.parametrize(
    ("deed", "off"),
    [(Deed("熱く", None, sets={"celsius": 100}), False), (Deed("熱く", None), True)],
)
def test_a_deed_that_sets_a_value_is_a_button_that_holds_it(kettle, deed, off):
    html = view(
        replace(kettle, hands=lambda story: (Panel("p", "やかん", deeds=(deed,)),)), kettle.run()
    )
    assert (" data-set='{\"celsius\":100}'" in html) is not off
    assert ('<button type="button" disabled>熱く' in html) is off


def knobbed(story):
    knob = Knob(
        "day", "日", "2026-11-26", "11月26日", "2024-01-01", "2030-12-31", (90, 0), (50, 50)
    )
    frames = tuple(Frame(step.id, ()) for step in story.steps)
    return Scene(100, 100, (), (), frames, "輪", knob=knob)


def test_a_knob_is_a_slider_beside_the_image_and_not_in_it(kettle):
    html = view(replace(kettle, draw=knobbed), kettle.run())
    stage = html[: html.index("px-part-sequence")]
    assert stage.count('role="img"') == 1
    assert stage.index("<svg") < stage.index('role="img"') < stage.index('role="slider"')
    assert 'aria-valuetext="11月26日"' in stage
    assert 'aria-valuenow="20261126"' in stage
    assert "px-x90 px-y0" in stage
