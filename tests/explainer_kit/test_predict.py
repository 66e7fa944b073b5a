"""予想してから: choices are what runs really say, and the right one is always among them."""

import re

import pytest
from explainer_kit.figure import figure
from explainer_kit.markup import el
from explainer_kit.predict import MOST, answers, before, predict, step_named

TASTES = ["おいしくはいりました。", "苦くなりました。", "薄くなりました。"]
QUESTION = "どんな味になる？"


def test_the_right_answer_is_what_the_run_itself_says(kettle):
    asked = predict(QUESTION, "drink", kettle.run(), TASTES)
    assert step_named(kettle.run(), "drink").say in asked.choices
    assert sorted(asked.choices) == sorted(TASTES)


def test_a_step_that_always_says_the_same_makes_no_question(kettle):
    own = kettle.run()
    assert predict(QUESTION, "boil", own, [own.steps[0].say] * 3) is None


def test_a_run_without_the_step_makes_no_question(kettle):
    assert predict(QUESTION, "nowhere", kettle.run(), TASTES) is None


def test_there_are_never_more_choices_than_one_can_weigh(kettle):
    asked = predict(QUESTION, "drink", kettle.run(), [f"{n} 番の味。" for n in range(20)])
    assert len(asked.choices) == MOST
    assert step_named(kettle.run(), "drink").say in asked.choices


def test_the_order_does_not_hang_on_which_answer_is_right(kettle):
    runs = [kettle.run({"celsius": celsius}) for celsius in (75, 100)]
    orders = {predict(QUESTION, "drink", run, TASTES).choices for run in runs}
    assert len(orders) == 1


def test_the_figure_stands_before_the_step_and_keeps_its_answer_behind_a_door(kettle):
    story = kettle.run()
    asked = predict(QUESTION, "drink", story, TASTES)
    html = figure(kettle, story, id="tea", show=(), caption=el("p", {}, "お茶の図。"), asked=asked)
    (frame,) = re.findall(r'<g[^>]*class="[^"]*px-frame[^"]*is-on[^"]*"[^>]*>', html)
    assert f'data-step="{before(asked, story)}"' in frame
    assert "<noscript><details" in html.split("px-predict")[1]


@pytest.mark.parametrize("name", ["pour", "drink"])
def test_the_place_before_a_step_is_a_step_of_the_story(kettle, name):
    story = kettle.run()
    asked = predict(QUESTION, name, story, ["ちがう味。"])
    ids = [step.id for step in story.steps]
    assert ids.index(before(asked, story)) == ids.index(step_named(story, name).id) - 1


@pytest.mark.parametrize(
    ("celsius", "said"),
    [(75, ["おいしくはいりました。"]), (100, ["苦くなりました。"]), (50, ["薄くなりました。"])],
)
def test_a_run_answers_with_what_it_says_at_the_step(kettle, celsius, said):
    story = kettle.run({"celsius": celsius}).as_data()
    assert list(dict.fromkeys(answers(story, "drink"))) == said


def test_a_run_that_failed_answers_with_where_it_failed(kettle):
    story = kettle.run({"celsius": 100})
    assert not story.outcome.ok
    failed = step_named(story, story.outcome.step)
    assert answers(story.as_data(), "nowhere") == [failed.say]


def test_a_run_that_went_well_another_way_answers_with_what_came_in_its_place(kettle):
    story = kettle.run().as_data()
    ids = [step["id"] for step in story["steps"]]
    assert answers(story, "nowhere", ids[0]) == [story["steps"][1]["say"]]
    assert answers(story, "nowhere", ids[-1]) == []
    assert answers(story, "nowhere") == []
