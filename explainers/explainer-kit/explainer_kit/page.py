"""The one door through which the page speaks to Python: text in, text out, nothing raised.

The worker hands over a request as JSON and gets an answer as JSON. What the reader typed arrives
here as data, is checked by the explainer's controls, and comes back only inside markup that
`explainer_kit.figure` has escaped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from explainer_kit.explainer import Explainer, SettingsError
from explainer_kit.registry import UnknownExplainerError, find, know
from explainer_kit.report import Report
from explainer_kit.story import Plain, Story

__all__ = ["answer", "respond"]

MAX_REQUEST = 600_000

type Answer = Mapping[str, Plain | Story | Report]


def respond(request: str) -> str:
    """Answer one request of the page; see `answer` for its shapes."""
    if len(request) > MAX_REQUEST:
        return _write(_refusal("長すぎて読めませんでした。", "文章を短くしてみてください。"))
    try:
        data = json.loads(request)
    except ValueError:
        return _write(_refusal("ページからの頼みごとが読めませんでした。"))
    return _write(answer(data) if isinstance(data, dict) else _refusal("頼みごとが空でした。"))


def answer(request: Mapping[str, Any]) -> Answer:
    """Run what is asked for and give the Story (or Report) with the figure that shows it.

    `{"op": "warm", "name", "entry"}` imports an explainer, from where `entry` says it is;
    `{"op": "run", "name", "settings", "actions", "lens"}` runs it and draws what the reader looks
    at; `{"op": "look", …}` of the same run draws one lens more. The answer has `ok`; then `story`,
    `report`, `html`, or else `message` and `hint`, in Japanese, for the reader.
    """
    if entry := request.get("entry"):
        know(str(request.get("name")), str(entry))
    operation = _OPERATIONS.get(str(request.get("op")))
    if operation is None:
        return _refusal("知らない頼みごとです。")
    try:
        explainer = find(str(request.get("name")))
    except UnknownExplainerError as error:
        return _refusal(str(error), error.hint)
    try:
        return operation(explainer, request)
    except SettingsError as error:
        first = error.faults[0]
        control = explainer.by_name.get(first.name)
        # A reader knows a field by its label; its name is for authors.
        label = f"「{control.label}」" if control is not None else first.name
        return _refusal(first.message.replace(first.name, label, 1), first.hint)


def _warm(explainer: Explainer, request: Mapping[str, Any]) -> Answer:
    from explainer_kit.view import view  # noqa: F401  imported ahead of the first run

    return {"ok": True}


def _run(explainer: Explainer, request: Mapping[str, Any]) -> Answer:
    from explainer_kit.view import view

    result = _result(explainer, request)
    story = result.story if isinstance(result, Report) else result
    lens = request.get("lens")
    return {
        "ok": True,
        "story": story,
        "report": result if isinstance(result, Report) else None,
        "html": view(explainer, result, None if lens is None else str(lens)),
    }


def _look(explainer: Explainer, request: Mapping[str, Any]) -> Answer:
    from explainer_kit.view import lens_of

    result = _result(explainer, request)
    story = result.story if isinstance(result, Report) else result
    html = "" if story is None else lens_of(explainer, story, str(request.get("lens")))
    return {"ok": True, "story": None, "report": None, "html": html}


_last: dict[str, Story | Report] = {}
"""The last run by what was asked: the reader looks at one run through several lenses."""


def _result(explainer: Explainer, request: Mapping[str, Any]) -> Story | Report:
    given = request.get("settings") or {}, request.get("actions") or ()
    asked = json.dumps([explainer.name, *given], sort_keys=True)
    if asked not in _last:
        result = explainer.run(*given)
        _last.clear()
        _last[asked] = result
    return _last[asked]


_OPERATIONS: dict[str, Callable[[Explainer, Mapping[str, Any]], Answer]] = {
    "warm": _warm,
    "run": _run,
    "look": _look,
}


def _refusal(message: str, hint: str | None = None) -> Answer:
    return {"ok": False, "message": message, "hint": hint}


def _write(answer: Answer) -> str:
    """JSON; a run has its own bytes ready, and writing them again would cost a phone 10 ms."""
    return "{" + ",".join(f'"{key}":{_json(value)}' for key, value in answer.items()) + "}"


def _json(value: Plain | Story | Report) -> str:
    if isinstance(value, (Story, Report)):
        return value.to_bytes().decode("utf-8")
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
