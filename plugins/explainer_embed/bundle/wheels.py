"""From sources to compiled wheels and the lock file that names them.

Three commands of Pyodide's own tools, in the order of its documentation: `pyodide build` for each
distribution, `pyodide lockfile add-wheels` for the lock, `pyodide py-compile` for both, the last
one inside Pyodide itself. The lock starts from the npm package's with no packages in it, so that
a dependency we don't ship can't slip in from elsewhere: it is an error here.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .errors import BundleError
from .interpreter import Interpreter, Job
from .libraries import REQUIREMENTS, is_pure
from .pinned import LOCK, Pyodide
from .xbuildenv import environment

# Never part of a distribution, and different from machine to machine.
NOT_SOURCE = ("__pycache__", ".pyodide_build", "dist", "build", ".mypy_cache", ".ruff_cache")
_MISSING = re.compile(r"RuntimeError: Requirement (\S+) (?:from|is not)")


@dataclass(frozen=True)
class Distribution:
    """A folder with a pyproject.toml, and what the bundle reads in it."""

    folder: Path
    name: str
    parts: dict[str, str]
    with_source: frozenset[str] = frozenset()

    @classmethod
    def read(cls, folder: Path) -> Distribution:
        """Read a distribution; `[tool.explainer-bundle.parts]` may move modules out of "first".

        The table has the name of a part → modules and packages, with all that is in them, by
        their whole names: `tls = ["tlslite", "mail_world.tls"]`. `with-source` beside it names the
        libraries whose licence asks that their source goes along (see licences.py).
        """
        try:
            project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
            name = str(project["project"]["name"])
        except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
            raise BundleError(
                f"{folder / 'pyproject.toml'} が読めません: {error}",
                "[project] の name がある pyproject.toml にしてください。",
            ) from error
        table = project.get("tool", {}).get("explainer-bundle", {})
        parts = {mod: part for part, mods in table.get("parts", {}).items() for mod in mods}
        return cls(folder, name, parts, frozenset(table.get("with-source", ())))


def build_wheel(distribution: Distribution, xbuildenv: Path, out: Path) -> None:
    """Build one distribution into a pure wheel in `out`, by `pyodide build`, from a copy."""
    source = out / "source"
    shutil.copytree(
        distribution.folder,
        source,
        ignore=shutil.ignore_patterns(*NOT_SOURCE, "*.egg-info"),
        copy_function=_copy_plain,
    )
    command = ["build", str(source), "--outdir", str(out), "--no-isolation"]
    done = _pyodide_command([*command, "--skip-dependency-check"], source, environment(xbuildenv))
    wheels = list(out.glob("*.whl"))
    if done.returncode != 0 or len(wheels) != 1:
        raise BundleError(
            f"{distribution.name} を wheel にできませんでした（pyodide build）。",
            f"{distribution.folder / 'pyproject.toml'} を確かめてください。"
            "make コマンドも必要です。",
            done.stderr or done.stdout,
        )
    if not is_pure(wheels[0]):
        raise BundleError(
            f"{distribution.name} は純粋な Python ではありません: {wheels[0].name}",
            "ブラウザで動くように、コンパイルのいる部分を外してください。",
        )
    shutil.rmtree(source)


def _packages() -> Path:
    """The folder of packages that has pyodide-build: not always that of the running environment."""
    spec = find_spec("pyodide_build")
    assert spec is not None, "the build's own packages are installed"
    assert spec.origin is not None, "pyodide_build is a package of files"
    return Path(spec.origin).parent.parent


def lock_and_compile(
    wheels: Sequence[Path], interpreter: Interpreter, stdlib: Path, out: Path
) -> None:
    """Fill `out` with the compiled wheels and a lock file that names just them."""
    copies = [out / wheel.name for wheel in sorted(wheels, key=lambda wheel: wheel.name)]
    for wheel, copy in zip(sorted(wheels, key=lambda wheel: wheel.name), copies, strict=True):
        shutil.copyfile(wheel, copy)
    _write_lock(copies, interpreter.pyodide, out)
    interpreter.run(
        Job(
            script="compile_wheels.py",
            data={"folder": "/wheels"},
            mounts={"/wheels": out, "/host-site": _packages()},
            path=("/host-site",),
            stdlib=stdlib,
        ),
        "説明図のコードを、ブラウザの Python に合わせてコンパイルできませんでした。",
        "下のエラーの出ているファイルを直してください。",
    )
    strays = [
        path.name for path in out.glob("*.whl") if f"-{interpreter.pyodide.tag}-" not in path.name
    ]
    if strays:
        raise BundleError(
            f"{interpreter.pyodide.tag} 用にならなかった wheel があります: {'、'.join(strays)}",
            "pyodide と pyodide-build の版の組み合わせを確かめてください。",
        )


def _write_lock(wheels: Sequence[Path], pyodide: Pyodide, out: Path) -> None:
    empty, lock = out / "empty.json", out / LOCK
    empty.write_text(json.dumps({"info": pyodide.info, "packages": {}}), "utf-8")
    options = ["--input", str(empty), "--output", str(lock), "--base-path", str(out)]
    done = _pyodide_command(["lockfile", "add-wheels", *options, *map(str, wheels)], out, None)
    if missing := _MISSING.search(done.stderr):
        raise BundleError(
            f"{missing[1]} が必要ですが、explainers/ にも {REQUIREMENTS} にもありません。",
            "explainers/requirements.in に書き足し、`make lock` と `make setup` をしてください。",
        )
    if done.returncode != 0:
        raise BundleError(
            "ライブラリの一覧（pyodide-lock.json）を作れませんでした。",
            "下のエラーを確かめてください。",
            done.stderr,
        )
    empty.unlink()


def _pyodide_command(
    arguments: Sequence[str], folder: Path, env: dict[str, str] | None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pyodide_cli", *arguments],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _copy_plain(source: str, target: str) -> None:
    # Without dates and permissions: a wheel must not tell one checkout from another.
    shutil.copyfile(source, target)
    Path(target).chmod(0o644)
