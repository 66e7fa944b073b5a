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
from explainer_kit.story import Plain

__all__ = ["answer", "respond"]

MAX_REQUEST = 600_000


def respond(request: str) -> str:
    """Answer one request of the page; see `answer` for its shapes."""
    if len(request) > MAX_REQUEST:
        return _write(_refusal("長すぎて読めませんでした。", "文章を短くしてみてください。"))
    try:
        data = json.loads(request)
    except ValueError:
        return _write(_refusal("ページからの頼みごとが読めませんでした。"))
    return _write(answer(data) if isinstance(data, dict) else _refusal("頼みごとが空でした。"))


def answer(request: Mapping[str, Any]) -> dict[str, Plain]:
    """Run what is asked for and give the Story (or Report) with the figure that shows it.

    `{"op": "warm", "name", "entry"}` imports an explainer, from where `entry` says it is;
    `{"op": "run", "name", "settings", "actions"}` runs it. The answer has `ok`; then `story`,
    `report`, `html`, or else `message` and `hint`, in Japanese, for the reader.
    """
    if entry := request.get("entry"):
        know(str(request.get("name")), str(entry))
    operation = _OPERATIONS.get(str(request.get("op")))
    if operation is None:
        return _refusal("知らない頼みごとです。")
    try:
        return operation(find(str(request.get("name"))), request)
    except UnknownExplainerError as error:
        return _refusal(str(error), error.hint)
    except SettingsError as error:
        first = error.faults[0]
        return _refusal(first.message, first.hint)


def _warm(explainer: Explainer, request: Mapping[str, Any]) -> dict[str, Plain]:
    from explainer_kit.view import view  # noqa: F401  imported ahead of the first run

    return {"ok": True}


def _run(explainer: Explainer, request: Mapping[str, Any]) -> dict[str, Plain]:
    from explainer_kit.view import view

    result = explainer.run(request.get("settings") or {}, request.get("actions") or ())
    story = result.story if isinstance(result, Report) else result
    return {
        "ok": True,
        "story": None if story is None else story.as_data(),
        "report": result.as_data() if isinstance(result, Report) else None,
        "html": view(explainer, result),
    }


_OPERATIONS: dict[str, Callable[[Explainer, Mapping[str, Any]], dict[str, Plain]]] = {
    "warm": _warm,
    "run": _run,
}


def _refusal(message: str, hint: str | None = None) -> dict[str, Plain]:
    return {"ok": False, "message": message, "hint": hint}


def _write(data: Mapping[str, Plain]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
