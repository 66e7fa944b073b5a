"""The process that runs explainers at build: jobs on standard input, figures on standard output.

`python -m explainer_embed.bake CACHE` reads one job a line and answers each with one line. It is
a process of its own, so that what a run seeds or patches never touches Pelican, and so that a run
that does not end can be ended. Runs are kept in the cache by the hash of the code and the
settings; the parent passes a cache folder that is already the one of this code.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

import brotli
from explainer_kit import (
    Date,
    Explainer,
    Report,
    UnknownExplainerError,
    Value,
    find,
    key_of,
    nearest,
    trusted,
)
from explainer_kit.figure import (
    NamedRun,
    figure,
    hero_svg,
    lens_of,
    notice,
    scene_of,
    storyboard,
    view,
)
from explainer_kit.predict import Prediction, answers, leading_to, predict
from explainer_kit.scene import Style
from explainer_kit.story import Story, canonical

from .asked import Asked, understand
from .jobs import Fault, Figure, Job
from .picture import draw_png

__all__ = ["main"]

MAX_BAKED_BYTES = 300_000
_STATE = re.compile(r"(?=<dl )")
PICTURE_TOKEN = "{picture}"
LINK_TOKEN = "{article}"


class Bakery:
    """Runs explainers and keeps what came out, below one cache folder."""

    def __init__(self, cache: Path) -> None:
        self.runs = cache / "runs"
        self.files = cache / "files"
        for folder in (self.runs, self.files):
            folder.mkdir(parents=True, exist_ok=True)

    def make(self, job: Job) -> Figure:
        """Turn one block into a figure, or into its faults."""
        try:
            explainer = find(job.name)
        except UnknownExplainerError as error:
            message = f"{job.name[:60]} という explainer はありません"
            return Figure(faults=(Fault(job.line, message, error.hint),))
        asked = understand(explainer, job.entries)
        # With faults, too: what the article says of its scenes belongs in the same report.
        baked, told = self._bake(explainer, asked)
        scenes = _scenes(told)
        step = asked.predict.get("step")
        if step and step not in scenes:
            message = f"predict の step {step} という場面はありません"
            asked.faults.append(Fault(asked.predict_line, message, nearest(step, scenes)))
        result = explainer.run(asked.settings)
        question = None if asked.faults else _question(asked, result, baked)
        if asked.faults:
            return Figure(faults=tuple(asked.faults), scenes=scenes)
        caption = trusted(job.caption_html)
        runs, touch = self._keep_runs(explainer, baked)
        html = figure(
            explainer,
            result,
            id=job.figure_id,
            show=asked.show,
            caption=caption,
            title=asked.title,
            runs=[NamedRun(run.id, run.label, run.settings) for run in asked.runs],
            data=asked.attributes | {"data-runs": f"../{runs}", "data-megabytes": job.megabytes},
            lean=job.lean,
            bound=asked.bound,
            asked=question,
            costs=job.costs,
        )
        if isinstance(result, Report):
            words = notice(
                explainer, asked.show, link=LINK_TOKEN, caption=caption, title=asked.title
            )
            style = _style(explainer, told)
            return Figure(html=html, scenes=scenes, runs=runs, storyboard=words, style=style)
        return Figure(
            html=html,
            scenes=scenes,
            runs=runs,
            touch=touch,
            picture=self._keep("pictures", "png", draw_png(hero_svg(explainer, result))),
            storyboard=storyboard(
                explainer,
                result,
                image_url=PICTURE_TOKEN,
                alt=result.hero_step.say,
                link=LINK_TOKEN,
                caption=caption,
                title=asked.title,
            ),
            style=scene_of(explainer, result).style,
        )

    def _bake(
        self, explainer: Explainer, asked: Asked
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Run what a figure needs baked, the first its own settings' run; and all that the article
        may name a scene of: the presets that cannot be set here, too."""
        named = [run.settings for run in asked.runs]
        wanted = explainer.baked(asked.settings, named, asked.show)
        runs = [self._run(explainer, settings) for settings in wanted]
        known = {key_of(settings) for settings in wanted}
        presets = [explainer.settings(preset.settings) for preset in explainer.presets]
        told = runs + [self._run(explainer, one) for one in presets if key_of(one) not in known]
        while len(runs) > 1 and _weight(explainer, runs) > MAX_BAKED_BYTES:
            runs.pop()
        return runs, told

    def _run(self, explainer: Explainer, settings: dict[str, Value]) -> dict[str, Any]:
        key = key_of(settings)
        name = hashlib.sha256(f"{explainer.name}\n{key}".encode()).hexdigest()[:24]
        path = self.runs / f"{name}.json"
        if path.is_file():
            kept: dict[str, Any] = json.loads(path.read_bytes())
            return kept
        result = explainer.run(settings)
        story = result.story if isinstance(result, Report) else result
        run: dict[str, Any] = {
            "key": key,
            "story": None if story is None else story.as_data(),
            "report": result.as_data() if isinstance(result, Report) else None,
            "html": view(explainer, result),
            "touch": "" if story is None else lens_of(explainer, story, "touch"),
        }
        _write(path, canonical(run))
        return run

    def _keep_runs(
        self, explainer: Explainer, runs: Sequence[dict[str, Any]]
    ) -> tuple[str, str | None]:
        """Keep what was baked, and beside it what can be touched in it: one address finds both."""
        packed, touch = _packed(explainer, runs), _touchable(explainer, runs)
        digest = hashlib.sha256(packed + touch).hexdigest()[:16]
        name = self._keep("runs", "json", packed, digest)
        return name, self._keep("touch", "json", touch, digest) if touch else None

    def _keep(self, folder: str, suffix: str, data: bytes, digest: str = "") -> str:
        """Keep a file that the page will ask for, named by its content, or by a digest given."""
        name = f"{folder}/{digest or hashlib.sha256(data).hexdigest()[:16]}.{suffix}"
        path = self.files / name
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)
        return name


def main(cache: Path, jobs: Iterable[str], answers: TextIO) -> int:
    """Answer every job in turn; the exit status is 0 unless an explainer itself is at fault."""
    bakery = Bakery(cache)
    for line in jobs:
        answers.write(bakery.make(Job.from_line(line)).to_line() + "\n")
        answers.flush()
    return 0


def _packed(explainer: Explainer, runs: Iterable[dict[str, Any]]) -> bytes:
    """The file of baked runs, and what an address may hold: few words, never free text."""
    discrete: dict[str, list[Value] | dict[str, str]] = {}
    for control in explainer.controls:
        if isinstance(control, Date):
            discrete[control.name] = {"from": control.minimum, "to": control.maximum}
        elif control.discrete and control.alternatives():
            discrete[control.name] = list(control.alternatives())
    bare = [{name: value for name, value in run.items() if name != "touch"} for run in runs]
    return canonical({"format": 1, "explainer": explainer.name, "discrete": discrete, "runs": bare})


def _touchable(explainer: Explainer, runs: Iterable[dict[str, Any]]) -> bytes:
    """The file of what can be touched in each run: most states are those of other runs, too, so
    each is written once and a run names its own in order. Nothing where there is none."""
    pieces: dict[str, int] = {}
    found = {
        run["key"]: [pieces.setdefault(piece, len(pieces)) for piece in _STATE.split(run["touch"])]
        for run in runs
        if run["touch"]
    }
    if not found:
        return b""
    return canonical(
        {"format": 1, "explainer": explainer.name, "pieces": list(pieces), "runs": found}
    )


def _weight(explainer: Explainer, runs: Sequence[dict[str, Any]]) -> int:
    """Bytes that readers get who ask for all of it."""
    files = (_packed(explainer, runs), _touchable(explainer, runs))
    return sum(len(brotli.compress(data, quality=5)) for data in files)


def _question(
    asked: Asked, result: Story | Report, runs: list[dict[str, Any]]
) -> Prediction | None:
    """The question of `predict`: the article's own runs first, for they are what it speaks of."""
    if not asked.predict:
        return None
    named = {key_of(run.settings) for run in asked.runs}
    name = asked.predict["step"]
    ordered = sorted(runs, key=lambda run: run["key"] not in named)
    made = None
    if isinstance(result, Story):
        after = leading_to(name, result)
        told = [run["story"] for run in ordered if run["story"]]
        says = [say for story in told for say in answers(story, name, after)]
        made = predict(asked.predict["question"], name, result, says)
    if made is None:
        message = (
            f"predict の step {name} は、ほかの条件でも同じになるので、"
            "予想になりません。runs で、そこが変わる条件を足してください"
        )
        asked.faults.append(Fault(asked.predict_line, message))
    return made


def _style(explainer: Explainer, runs: list[dict[str, Any]]) -> Style:
    """The classes of the pictures that its reports may carry, read off one that does."""
    story = next((run["story"] for run in runs if run["story"]), None)
    return {} if story is None else scene_of(explainer, Story.from_data(story)).style


def _scenes(runs: list[dict[str, Any]]) -> dict[str, str]:
    """Map step ids and scene ids to steps; the default run's come first."""
    scenes: dict[str, str] = {}
    for run in runs:
        for step in run["story"]["steps"] if run["story"] else ():
            scenes.setdefault(step["id"], step["id"])
            if step["scene"]:
                scenes.setdefault(step["scene"], step["id"])
    return scenes


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: two builds may share the cache."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    beside.write_bytes(data)
    beside.replace(path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.stdin, sys.stdout))
