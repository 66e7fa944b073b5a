"""The figure in the page: a run's view in its element, with its form and its buttons around it.

The same Story drawn by the same code stands in the page at build and comes back from the reader's
browser. Everything here works, or is switched off, without JavaScript: the player only adopts what
it finds. It finds the story itself as JSON in the element, and the address of what else was baked
in `data-runs`.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explainer_kit.explainer import Explainer, key_of
from explainer_kit.figure_form import NamedRun, back, engine, form, lens_switch, player
from explainer_kit.figure_form import runs as run_buttons
from explainer_kit.figure_hands import together
from explainer_kit.figure_report import report_parts
from explainer_kit.figure_still import hero_svg
from explainer_kit.figure_style import stylesheet
from explainer_kit.markup import Child, Element, el, trusted
from explainer_kit.predict import Prediction, before, prediction
from explainer_kit.report import Report
from explainer_kit.story import Story, canonical
from explainer_kit.storyboard import notice, storyboard
from explainer_kit.view import lens_of, parts_of, scene_of, told, view

__all__ = [
    "NamedRun",
    "figure",
    "hero_svg",
    "lens_of",
    "notice",
    "scene_of",
    "storyboard",
    "stylesheet",
    "view",
]


def figure(
    explainer: Explainer,
    result: Story | Report,
    *,
    id: str,  # noqa: A002  it is the element's id, and the block's option
    show: Iterable[str],
    caption: Element,
    runs: Sequence[NamedRun] = (),
    data: Mapping[str, str] | None = None,
    title: str = "",
    lean: bool = False,
    bound: bool = False,
    asked: Prediction | None = None,
    costs: Mapping[str, str] | None = None,
) -> str:
    """Make the whole `<py-explainer>` element, complete without JavaScript.

    A `lean` figure, of which a page may have many, comes with one frame and without its lenses of
    lines and bytes, some three thousand elements; the player takes them from what was baked. A
    `bound` one does not offer the reader's own hands.

    With a question `asked`, a story's figure stands at the step before its answer.

    `title` is the figure's own, where a page has several; else it is the explainer's.
    `show` names the controls offered; `runs` are the named runs; `data` are further attributes, of
    which `data-runs` is the address of the baked file as seen from the player, and
    `data-megabytes` what trying a setting costs (a number as text, such as "4.1"). `costs` are the
    megabytes that some controls bring besides, by name.
    """
    own = explainer.settings(result.settings)
    extra = dict(data or {})
    offered = tuple(show)
    megabytes = _rounded(extra.get("data-megabytes", "4"))
    within = _Within(
        form=form(explainer, offered, own, id, costs),
        runs=run_buttons(explainer, runs, own),
        engine=engine(
            megabytes,
            hidden=not offered and (bound or explainer.hands is None),
        ),
        back=back() if offered or (explainer.hands and not bound) else el(""),
        together=together(explainer.guests, megabytes),
    )
    return str(
        el(
            "py-explainer",
            {
                "name": explainer.name,
                "id": id,
                "data-state": "static",
                **extra,
                "data-lean": lean,
                "data-guessing": asked is not None,
                "data-touch": explainer.touch is not None,
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
                _reported(explainer, result, offered, within)
                if isinstance(result, Report)
                else _told(explainer, result, id, within, lean=lean, bound=bound, asked=asked),
                _model(explainer),
            ),
            _data(result),
        )
    )


@dataclass(frozen=True)
class _Within:
    """What stands in either kind of figure."""

    form: Element
    runs: Element
    engine: Element
    back: Element
    together: Element


_LIVE = el("p", {"class": "px-sr px-live", "aria-live": "polite", "aria-atomic": "true"})


def _told(
    explainer: Explainer,
    story: Story,
    ident: str,
    within: _Within,
    *,
    lean: bool,
    bound: bool,
    asked: Prediction | None,
) -> Iterable[Child]:
    """A story's figure: the picture and its line first, then what can be done."""
    start = story.hero if asked is None else before(asked, story)
    parts = parts_of(explainer, story, ident, lean=lean, at=start)
    position = [step.id for step in story.steps].index(start)
    show = el(
        "div",
        {"class": "px-show"},
        # What is seen and said of a step: it stays in sight of what changes it.
        el("div", {"class": "px-sight"}, (parts[n] for n in ("stage", *explainer.lenses, "say"))),
        parts["verdict"],
        () if asked is None else prediction(asked, story),
        _LIVE,
        player(position + 1, len(story.steps), story.steps[position].say),
    )
    hands = None if bound else parts.get("hands")
    below = (within.runs, within.form, within.back)
    theatre = (lens_switch(explainer.lenses), show, below if hands is None else hands)
    yield el("div", {"class": "px-theatre"}, theatre)
    if not bound:
        yield within.together
    if hands is not None:
        yield from below
    yield within.engine
    yield from (parts[name] for name in ("end", "tables", "more") if name in parts)


def _reported(
    explainer: Explainer, report: Report, show: Sequence[str], within: _Within
) -> Iterable[Child]:
    """A report's figure: what the reader fills in first, then what is said of it."""
    yield from (within.runs, within.form, within.back, within.engine, _LIVE)
    yield report_parts(explainer, report, told(explainer, report, still=True))["report"]
    if explainer.standing is not None:
        yield explainer.standing(show)


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


def _spare(story: Story) -> bytes:
    """The story without the bytes of lines that were said: the player makes them from the text.

    They are a tenth of a page, since no host's compression sees the text in its base64.
    """
    data = json.loads(story.to_bytes())
    for step in data["steps"]:
        for event in step["events"]:
            if event["bytes"] == _said(event["text"]):
                del event["bytes"]
    return canonical(data)


def _said(text: str) -> str:
    """Lines of text as bytes on the wire (RFC 5321 2.3.8: each ends with CR LF), in base64."""
    return b64encode(f"{text}\n".replace("\n", "\r\n").encode()).decode("ascii")


def _data(result: Story | Report) -> Element:
    """The run itself, for the player. In a script element only `<` could end it: escape that."""
    kept = result.to_bytes() if isinstance(result, Report) else _spare(result)
    text = kept.decode("utf-8").replace("<", "\\u003c")
    name = "px-report-data" if isinstance(result, Report) else "px-story"
    return el("script", {"type": "application/json", "class": name}, trusted(text))
