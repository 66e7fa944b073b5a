"""The build's side of the process that runs explainers: ask, wait within limits, remember.

A figure is remembered by the hash of the code, the lock and everything that the block says, so a
build after editing prose starts no process at all. An explainer that raises, or that does not end,
stops the build with its name and the block that asked for it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from .jobs import Figure, Job

__all__ = ["ExplainerError", "Kitchen"]

TIME_LIMIT = 120.0


class ExplainerError(RuntimeError):
    """An explainer failed at build; the fault is in its code, not in an article."""

    exitcode = 1


class Kitchen:
    """Where figures are made: one cache folder for one state of the code."""

    def __init__(self, cache: Path, lock: Path | None, say: Callable[[str], None]) -> None:
        self.folder = cache / "figures" / code_digest(lock)
        self.say = say
        self._answers = self.folder / "answers"
        self._answers.mkdir(parents=True, exist_ok=True)

    @property
    def files(self) -> Path:
        """Where the files that pages ask for are kept, below `runs` and `pictures`."""
        return self.folder / "files"

    def make(self, jobs: Sequence[tuple[str, Job]]) -> list[Figure]:
        """Answer jobs in their order; each comes with its `path:line` for messages.

        Raises ExplainerError.
        """
        lines = [job.to_line() for _, job in jobs]
        paths = [self._answers / f"{_digest(line)}.json" for line in lines]
        missing = [number for number, path in enumerate(paths) if not path.is_file()]
        if missing:
            self.say(f"図をつくっています（{len(missing)} 枚）…")
            where = [jobs[number][0] for number in missing]
            answers = self._ask([lines[number] for number in missing], where)
            for number, answer in zip(missing, answers, strict=True):
                beside = paths[number].with_suffix(f".{os.getpid()}.part")
                beside.write_text(answer, encoding="utf-8")
                beside.replace(paths[number])
        return [Figure.from_line(path.read_text(encoding="utf-8")) for path in paths]

    def _ask(self, lines: Sequence[str], where: Sequence[str]) -> Iterator[str]:
        plugins = str(Path(__file__).resolve().parent.parent)
        paths = os.pathsep.join(filter(None, (plugins, os.environ.get("PYTHONPATH"))))
        environment = os.environ | {
            "PYTHONPATH": paths,
            "PYTHONHASHSEED": "0",
            "PYTHONIOENCODING": "utf-8",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.bake", str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        complaints: list[str] = []
        reader = threading.Thread(target=lambda: complaints.extend(process.stderr or ()))
        reader.start()
        try:
            for line, place in zip(lines, where, strict=True):
                timer = threading.Timer(TIME_LIMIT, process.kill)
                timer.start()
                try:
                    process.stdin.write(line + "\n")
                    process.stdin.flush()
                    answer = process.stdout.readline()
                except BrokenPipeError:
                    answer = ""
                finally:
                    timer.cancel()
                if not answer.endswith("\n"):
                    process.kill()
                    reader.join()
                    raise ExplainerError(_complaint(place, complaints))
                yield answer
        finally:
            process.kill()
            process.wait()
            reader.join()
            for pipe in (process.stdin, process.stdout, process.stderr):
                with suppress(BrokenPipeError):
                    pipe.close()


def code_digest(lock: Path | None) -> str:
    """Hash all that a run depends on: interpreter, lock, which explainers there are, their code."""
    from explainer_kit.registry import GROUP

    digest = hashlib.sha256(sys.version.encode())
    for entry in sorted(entry_points(group=GROUP)):
        digest.update(f"{entry.name}={entry.value}\0".encode())
    # Beside the lock: libraries that are published as source (bundle/sources.py).
    for pins in (lock, lock.with_name("sources.toml")) if lock is not None else ():
        if pins.is_file():
            digest.update(pins.read_bytes())
    for path in _code_files():
        digest.update(f"{path.parent.name}/{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _code_files() -> list[Path]:
    """All code of every distribution that offers an explainer, of the kit, and of this plugin."""
    from explainer_kit.registry import GROUP

    tops = {entry.module.partition(".")[0] for entry in entry_points(group=GROUP)}
    files = set(Path(__file__).resolve().parent.glob("*.py"))
    for top in {*tops, "explainer_kit"}:
        spec = find_spec(top)
        if spec is None:
            continue
        if spec.submodule_search_locations is None:
            files.add(Path(str(spec.origin)).resolve())
        for place in spec.submodule_search_locations or ():
            folder = Path(place).resolve()
            own = (folder.parent / "pyproject.toml").is_file()
            for package in _packages(folder.parent) if own else {folder}:
                files.update(package.rglob("*.py"))
    return sorted(files)


def _packages(folder: Path) -> set[Path]:
    return {path.parent for path in folder.glob("*/__init__.py")}


def _complaint(place: str, complaints: Sequence[str]) -> str:
    text = "".join(complaints).strip()
    if not text:
        return f"{place}: 図が {TIME_LIMIT:.0f} 秒たってもできあがりませんでした"
    return f"{place}: 図をつくる Python が止まりました\n{text}"


def _digest(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:24]
