"""The figure in the page: a run's view in its element, with its form and its buttons around it.

The same Story drawn by the same code stands in the page at build and comes back from the reader's
browser. Everything here works, or is switched off, without JavaScript: the player only adopts what
it finds. It finds the story itself as JSON in the element, and the address of what else was baked
in `data-runs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from explainer_kit.explainer import Explainer, key_of
from explainer_kit.figure_form import NamedRun, form, lens_switch, player
from explainer_kit.figure_form import runs as run_buttons
from explainer_kit.figure_still import hero_svg
from explainer_kit.figure_style import stylesheet
from explainer_kit.markup import Element, el, trusted
from explainer_kit.story import Story
from explainer_kit.storyboard import storyboard
from explainer_kit.view import parts_of, scene_of, view

__all__ = ["NamedRun", "figure", "hero_svg", "scene_of", "storyboard", "stylesheet", "view"]


def figure(
    explainer: Explainer,
    story: Story,
    *,
    id: str,  # noqa: A002  it is the element's id, and the block's option
    show: Iterable[str],
    caption: Element,
    runs: Sequence[NamedRun] = (),
    data: Mapping[str, str] | None = None,
    title: str = "",
) -> str:
    """Make the whole `<py-explainer>` element, complete without JavaScript.

    `title` is the figure's own, where a page has several; else it is the explainer's.
    `show` names the controls offered; `runs` are the named runs; `data` are further attributes, of
    which `data-runs` is the address of the baked file as seen from the player, and
    `data-megabytes` what trying a setting costs (a number as text, such as "4.1").
    """
    own = explainer.settings(story.settings)
    extra = dict(data or {})
    parts = parts_of(explainer, story, id)
    position = [step.id for step in story.steps].index(story.hero) + 1
    return str(
        el(
            "py-explainer",
            {
                "name": explainer.name,
                "id": id,
                "data-state": "static",
                **extra,
                "data-settings": key_of(own),
            },
            el(
                "figure",
                {"class": "px-figure", "aria-labelledby": f"{id}--title"},
                el(
                    "figcaption",
                    {"class": "px-caption"},
                    el("p", {"class": "px-title", "id": f"{id}--title"}, title or explainer.title),
                    el("div", {"class": "px-lead"}, caption),
                ),
                lens_switch(),
                parts["stage"],
                parts["say"],
                el("p", {"class": "px-sr px-live", "aria-live": "polite", "aria-atomic": "true"}),
                player(position, len(story.steps), story.hero_step.say),
                run_buttons(explainer, runs, own),
                form(explainer, show, own, id, _rounded(extra.get("data-megabytes", "4"))),
                parts["end"],
                parts["more"],
                _model(explainer),
            ),
            _data(story),
        )
    )


def _model(explainer: Explainer) -> Element:
    """What the explainer leaves out or makes simpler, said to the reader."""
    if not explainer.model:
        return el("")
    return el(
        "details",
        {"class": "px-drawer px-model"},
        el("summary", {}, "この図で簡単にしたこと"),
        el("p", {}, explainer.model),
    )


def _rounded(megabytes: str) -> str:
    """Whole megabytes, as one would say it: "4.1" is about 4."""
    return str(int(float(megabytes) + 0.5))


def _data(story: Story) -> Element:
    """The story itself, for the player. In a script element only `<` could end it: escape that."""
    text = story.to_bytes().decode("utf-8").replace("<", "\\u003c")
    return el("script", {"type": "application/json", "class": "px-story"}, trusted(text))
