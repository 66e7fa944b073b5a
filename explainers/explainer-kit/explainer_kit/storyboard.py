"""A figure where nothing can be played: a picture, the numbered transcript, and a way to the page.

Feed readers take away style, script and often SVG; what is left must still make the one point.
"""

from __future__ import annotations

from collections.abc import Sequence

from explainer_kit.explainer import Explainer
from explainer_kit.markup import Element, el
from explainer_kit.story import Story
from explainer_kit.view import scene_of

__all__ = ["notice", "storyboard"]


def storyboard(
    explainer: Explainer,
    story: Story,
    *,
    image_url: str,
    alt: str,
    link: str,
    caption: Element,
    title: str | None = None,
) -> str:
    """Write a run as plain HTML for feeds: raster picture, title, caption, steps, outcome, link.

    `title` is the figure's own, where a page has several; else it is the explainer's.
    """
    scene = scene_of(explainer, story)
    label = explainer.outcomes.get(story.outcome.id, story.outcome.id)
    return str(
        el(
            "",
            {},
            el(
                "figure",
                {},
                el(
                    "img",
                    {
                        "src": image_url,
                        "alt": alt,
                        "width": 2 * scene.width,
                        "height": 2 * scene.height,
                    },
                ),
                el(
                    "figcaption",
                    {},
                    el("p", {}, el("strong", {}, title or explainer.title)),
                    caption,
                ),
            ),
            el("ol", {}, (_step(step.say, step.meaning) for step in story.steps)),
            el("p", {}, el("strong", {}, f"結果：{label}"), " ", story.outcome.why),
            _way(link),
        )
    )


def notice(
    explainer: Explainer,
    show: Sequence[str],
    *,
    link: str,
    caption: Element,
    title: str | None = None,
) -> str:
    """Write a report's figure as plain HTML for feeds: what every reader can use, and the link."""
    standing = explainer.standing(show) if explainer.standing is not None else el("")
    name = el("p", {}, el("strong", {}, title or explainer.title))
    return str(el("", {}, name, caption, standing, _way(link)))


def _way(link: str) -> Element:
    return el("p", {}, el("a", {"href": link}, "この図を動かしてみる"))


def _step(say: str, meaning: str) -> Element:
    return el("li", {}, el("strong", {}, say), (" ", meaning) if meaning else ())
