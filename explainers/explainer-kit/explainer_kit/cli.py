"""The command line: list the explainers, describe one, run one.

Exit status 0 with an answer on standard output; 2 with one line on standard error for anything
that can't be used.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import NoReturn

from explainer_kit.explainer import Explainer, SettingsError
from explainer_kit.registry import UnknownExplainerError, find, names
from explainer_kit.report import Report
from explainer_kit.story import Story

__all__ = ["main"]


class _OneLine(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    parser = _OneLine(prog="python -m explainer_kit", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_OneLine)
    listing = commands.add_parser("list", help="the installed explainers")
    describing = commands.add_parser("describe", help="the controls, presets and outcomes of one")
    running = commands.add_parser("run", help="run one, with settings as key=value")
    for command in (describing, running):
        command.add_argument("name")
    running.add_argument("settings", nargs="*", metavar="key=value")
    for command in (listing, describing, running):
        command.add_argument("--json", action="store_true", help="answer as JSON")

    given, rest = parser.parse_known_args(arguments)
    extra = [word for word in rest if "=" in word and not word.startswith("--")]
    if len(extra) != len(rest):
        parser.error(f"unknown option: {next(word for word in rest if word not in extra)}")
    try:
        if given.command == "list":
            return _list(given.json)
        explainer = find(given.name)
        if given.command == "describe":
            return _describe(explainer, given.json)
        return _run(explainer, [*given.settings, *extra], given.json)
    except (UnknownExplainerError, SettingsError, _BadWordError) as error:
        return _refuse(str(error))


class _BadWordError(ValueError):
    pass


def _list(as_json: bool) -> int:
    if as_json:
        _write([{"name": name, "title": find(name).title} for name in names()])
    else:
        for name in names():
            sys.stdout.write(f"{name}\t{find(name).title}\n")
    return 0


def _describe(explainer: Explainer, as_json: bool) -> int:
    if as_json:
        _write(explainer.describe())
        return 0
    sys.stdout.write(f"{explainer.name}: {explainer.title}\n{explainer.summary}\n\n")
    for control in explainer.controls:
        values = " | ".join(str(value) for value in control.alternatives())
        sys.stdout.write(f"  {control.name} ({control.kind}) {control.label}  {values}\n")
    for preset in explainer.presets:
        sys.stdout.write(f"  * {preset.id}: {preset.label} -> {preset.outcome}\n")
    return 0


def _run(explainer: Explainer, words: Sequence[str], as_json: bool) -> int:
    settings: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or name in settings:
            raise _BadWordError(f"設定は key=value で、ひとつずつ書きます: {word[:60]}")
        settings[name] = value
    result = explainer.run(settings)
    if as_json:
        sys.stdout.buffer.write(result.to_bytes() + b"\n")
        sys.stdout.buffer.flush()
        return 0
    if isinstance(result, Story):
        for number, step in enumerate(result.steps, 1):
            sys.stdout.write(f"{number:2}. {step.say}\n")
        sys.stdout.write(f"=> {result.outcome.id}: {result.outcome.why}\n")
    elif isinstance(result, Report):
        sys.stdout.write(f"=> {result.verdict}\n")
        for problem in result.problems:
            sys.stdout.write(f"  {problem.rule} {problem.field}: {problem.message}\n")
    return 0


def _write(data: object) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")


def _refuse(message: str) -> int:
    sys.stderr.write(" ".join(message.split()) + "\n")
    return 2
