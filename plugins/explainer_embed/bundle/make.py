"""The whole way from sources to folders, one stage after another, each kept in the cache."""

from __future__ import annotations

import json
import os
import shutil
import time
from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .archive import digest, folder_digest
from .compress import compress_all, sent_bytes
from .errors import BundleError
from .interpreter import Interpreter, Job
from .libraries import find_wheels, read_requirements
from .licences import lay_out
from .parts import FIRST, add_data, write_parts
from .pinned import LOCK, RUNTIME_FILES, Pyodide, find_pyodide
from .sources import pack_sources, read_sources
from .stages import Report, Stages
from .stdlib import FULL, GENERATED, REST, TRIMMED, compile_stdlib, split_stdlib
from .wheels import NOT_SOURCE, Distribution, build_wheel, lock_and_compile
from .xbuildenv import write_xbuildenv

FORMAT = 1
MANIFEST = "bundle.json"
_TOOLS = ("pyodide-build", "pyodide-lock", "hatchling", "brotli")


@dataclass(frozen=True)
class Bundle:
    """A finished runtime and bundle, lying in the cache until `install` puts them in the site."""

    folder: Path
    key: str

    def install(self, explainers: Path) -> None:
        """Put runtime-<hash>/, bundle-<hash>/ and licences/ into `explainers` (output/explainers/).

        Files are linked where the file system can, else copied: they must not be written to.
        """
        for source in sorted(self.folder.rglob("*")):
            target = explainers / source.relative_to(self.folder)
            if source.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            elif source.parent != self.folder:
                _link(source, target)

    def manifest(self) -> dict[str, Any]:
        """The data of manifest.json, for a player whose folder lies beside the two folders."""
        data: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        return data


@dataclass(frozen=True)
class _Inputs:
    """What a bundle is made of, and the hashes that tell when to make it anew."""

    pyodide: Pyodide
    interpreter: Interpreter
    distributions: tuple[Distribution, ...]
    libraries: tuple[Path, ...]
    tools: str

    def runtime_key(self) -> str:
        return digest([self.tools, self.pyodide.digest()])

    def source_key(self, distribution: Distribution) -> str:
        return digest([self.tools, folder_digest(distribution.folder, NOT_SOURCE)])

    def wheels_key(self) -> str:
        sources = [self.source_key(distribution) for distribution in self.distributions]
        names = [wheel.name for wheel in self.libraries]
        contents = [wheel.read_bytes() for wheel in self.libraries]
        return digest([self.runtime_key(), *sources, *names, *contents])


def build(
    root: Path,
    cache: Path,
    explainers: Sequence[Path],
    node: Path,
    pyodide: Path,
    report: Callable[[str], None] = print,
) -> Bundle:
    """Make runtime and bundle, or take them from the cache.

    `root` is the project (its package.json pins Pyodide), `cache` the folder to keep results in,
    with the libraries' wheels in cache/wheels (see `prefetch`); `explainers` are the folders of the
    distributions; `node` the node program; `pyodide` the npm package's folder; `report` takes
    one line for each stage that takes time. Raises BundleError.
    """
    inputs = _inputs(root, cache, explainers, node, pyodide)
    stages = Stages(cache / "bundle", report)
    key = inputs.wheels_key()
    if stages.find("whole", key) is None:
        report(
            "ブラウザで動く Python を用意します（初めは1分ほど、次からは変わったところだけです）"
        )
    folder = stages.run(
        "whole", key, "ブラウザで動く Python がそろいました", partial(_make, inputs, stages, cache)
    )
    return Bundle(folder, key)


def _inputs(
    root: Path, cache: Path, explainers: Sequence[Path], node: Path, pyodide: Path
) -> _Inputs:
    found = find_pyodide(root, pyodide)
    return _Inputs(
        pyodide=found,
        interpreter=Interpreter(node, found),
        distributions=tuple(map(Distribution.read, sorted(explainers))),
        libraries=(
            *find_wheels(read_requirements(root), cache / "wheels"),
            *pack_sources(read_sources(root), cache / "wheels"),
        ),
        tools=digest(
            [
                folder_digest(Path(__file__).parent, ("__pycache__",)),
                *(f"{tool} {version(tool)}" for tool in _TOOLS),
            ]
        ),
    )


def _make(inputs: _Inputs, stages: Stages, cache: Path, out: Path) -> None:
    stdlib = stages.run(
        "stdlib",
        inputs.runtime_key(),
        "  標準ライブラリをコンパイルしました",
        partial(compile_stdlib, inputs.interpreter),
    )
    wheels = _wheels(inputs, stages, stdlib / FULL)
    parts_of = {
        module: part
        for distribution in inputs.distributions
        for module, part in distribution.parts.items()
    }
    bundle = out / "bundle"
    bundle.mkdir()
    parts = write_parts(sorted(wheels.glob("*.whl")), parts_of, bundle)
    for path in wheels.iterdir():  # without the modes that Node's file system gave them
        shutil.copyfile(path, bundle / path.name)

    traced = _trace(inputs, stages, stdlib / FULL, bundle, parts)
    for part, code in traced["generated"].items():
        add_data(bundle / part, f"{GENERATED}.bin", b64decode(code))
    runtime = out / "runtime"
    runtime.mkdir()
    for name in RUNTIME_FILES:
        shutil.copyfile(inputs.pyodide.folder / name, runtime / name)
    split_stdlib(stdlib / FULL, traced["modules"], runtime)
    folders = {"runtime": _name_by_content(runtime), "bundle": _name_by_content(bundle)}

    started = time.monotonic()
    compress_all(
        [*folders["runtime"].iterdir(), *folders["bundle"].iterdir()], cache / "compressed"
    )
    stages.report(f"  送る形に圧縮しました（{time.monotonic() - started:.1f} 秒）")
    lay_out(
        {name for distribution in inputs.distributions for name in distribution.with_source},
        inputs.libraries,
        out,
    )
    (out / MANIFEST).write_text(
        json.dumps(_manifest(folders, parts, traced["explainers"]), ensure_ascii=False), "utf-8"
    )


def _wheels(inputs: _Inputs, stages: Stages, stdlib: Path) -> Path:
    xbuildenv = stages.run(
        "xbuildenv",
        inputs.runtime_key(),
        "  ビルドの環境を用意しました",
        partial(write_xbuildenv, inputs.pyodide),
    )
    built = [
        stages.run(
            f"wheel-{distribution.name}",
            inputs.source_key(distribution),
            f"  {distribution.name} を wheel にしました",
            partial(build_wheel, distribution, xbuildenv),
        )
        for distribution in inputs.distributions
    ]
    own = [wheel for folder in built for wheel in folder.glob("*.whl")]
    return stages.run(
        "wheels",
        inputs.wheels_key(),
        "  説明図のコードをコンパイルしました",
        lambda out: lock_and_compile([*own, *inputs.libraries], inputs.interpreter, stdlib, out),
    )


def _trace(
    inputs: _Inputs, stages: Stages, stdlib: Path, bundle: Path, parts: dict[str, str]
) -> dict[str, Any]:
    started = time.monotonic()
    answer: dict[str, Any] = inputs.interpreter.run(
        Job(
            script="trace.py",
            files={f"/lib/{name}": bundle / name for name in parts.values()},
            path=tuple(f"/lib/{name}" for name in parts.values()),
            stdlib=stdlib,
        ),
        "説明図が、ブラウザの Python の中で動きませんでした。",
        "下のエラーの出ている説明図を直してください。",
    )
    stages.report(
        f"  説明図をブラウザの Python で {answer['runs']} 回動かしてみました"
        f"（{time.monotonic() - started:.1f} 秒）"
    )
    return answer


def _name_by_content(folder: Path) -> Path:
    return folder.rename(folder.with_name(f"{folder.name}-{folder_digest(folder)}"))


def _manifest(
    folders: dict[str, Path], parts: dict[str, str], explainers: dict[str, Any]
) -> dict[str, Any]:
    def sizes(folder: Path) -> dict[str, dict[str, int]]:
        return {
            path.name: {"bytes": path.stat().st_size, "sent": sent_bytes(path)}
            for path in sorted(folder.iterdir())
            if path.suffix not in {".br", ".gz", ".whl"}
        }

    unknown = {
        part
        for explainer in explainers.values()
        for part in (*explainer["parts"], *(extra["part"] for extra in explainer.get("extras", ())))
        if part not in parts
    }
    if unknown:
        raise BundleError(
            f"説明図が、ない部品を求めています: {'、'.join(sorted(unknown))}",
            "pyproject.toml の [tool.explainer-bundle.parts] に書いてください。",
        )
    runtime, bundle = sizes(folders["runtime"]), sizes(folders["bundle"])
    first = [bundle[LOCK], bundle[parts[FIRST]], runtime[TRIMMED]]
    first += [runtime[name] for name in RUNTIME_FILES]
    return {
        "format": FORMAT,
        "runtime": {
            "base": f"../{folders['runtime'].name}/",
            "stdlib": TRIMMED,
            "rest": REST,
            "files": runtime,
        },
        "bundle": {
            "base": f"../{folders['bundle'].name}/",
            "lock": LOCK,
            "parts": parts,
            "files": bundle,
        },
        "explainers": explainers,
        "megabytes": round(sum(file["sent"] for file in first) / 1_000_000, 1),
    }


def _link(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, target)


__all__ = ["Bundle", "Report", "build"]
