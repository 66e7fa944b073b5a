"""Sets the project up: .venv with hashed packages, node_modules, our own distributions.

Runs with any Python 3.12+ and the standard library alone. What was done is remembered by the hash
of the files that say what is needed, so a second call takes a moment. Only this program uses the
network; building and serving never do.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
PIP = (PYTHON, "-m", "pip", "install", "--quiet")
STAMP = VENV / ".set-up"
OURS = tuple(
    path.parent.relative_to(ROOT).as_posix()
    for path in sorted(ROOT.glob("explainers/*/pyproject.toml"))
)
NEEDS = (
    "requirements.txt",
    "explainers/requirements.txt",
    "explainers/sources.toml",
    "package.json",
    "package-lock.json",
    "tools/setup.py",
    *(f"{folder}/pyproject.toml" for folder in OURS),
)


class SetupError(Exception):
    """A step failed: what, and what to do."""


def main() -> int:
    """Set up what is missing and give the exit status."""
    os.chdir(ROOT)
    wanted = _wanted()
    if STAMP.is_file() and STAMP.read_text("utf-8") == wanted and Path("node_modules").is_dir():
        return 0
    print("準備をします（初めは1〜2分かかります）。", flush=True)
    try:
        _make_venv()
        _step(
            "Python のパッケージを入れています",
            [*PIP, "--require-hashes", "--only-binary=:all:", "-r", "requirements.txt"],
            "ネットワークにつながっているか確かめて、もう一度おためしください。",
        )
        _step(
            "Pyodide と書体を受けとっています",
            [BIN / "npm", "ci", "--silent"],
            "ネットワークにつながっているか確かめて、もう一度おためしください。",
        )
        _step(
            "この家の部品をつないでいます",
            [*PIP, "--no-deps", "--no-build-isolation"]
            + [part for folder in OURS for part in ("-e", folder)],
            ".venv フォルダーを消して、もう一度おためしください。",
        )
        _step(
            "ブラウザで使うライブラリを受けとっています",
            [PYTHON, "-c", _PREFETCH],
            "ネットワークにつながっているか確かめて、もう一度おためしください。",
        )
        _step(
            "ソースで届いたライブラリをつないでいます",
            [PYTHON, "-c", _INSTALL_PACKED],
            ".venv と .cache/wheels フォルダーを消して、もう一度おためしください。",
        )
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    STAMP.write_text(wanted, "utf-8")
    print("準備ができました。", flush=True)
    return 0


_PREFETCH = """
import sys
from pathlib import Path
sys.path.insert(0, "plugins")
from explainer_embed.bundle import prefetch
prefetch(Path.cwd(), Path(".cache/wheels"))
"""

# What is published as source only; the archives' hashes have been checked, nothing is fetched.
_INSTALL_PACKED = """
import subprocess, sys
from pathlib import Path
sys.path.insert(0, "plugins")
from explainer_embed.bundle.sources import pack_sources, read_sources
wheels = pack_sources(read_sources(Path.cwd()), Path(".cache/wheels"))
command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
sys.exit(subprocess.run([*command, "--force-reinstall", *map(str, wheels)]).returncode)
"""


def _wanted() -> str:
    digest = hashlib.sha256(str(ROOT).encode())
    for name in NEEDS:
        digest.update(Path(name).read_bytes())
    return digest.hexdigest()


def _make_venv() -> None:
    if PYTHON.exists() and _answers(PYTHON):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    version = ".".join(map(str, sys.version_info[:3]))
    _step(
        f"Python {version} で .venv をつくっています",
        [sys.executable, "-m", "venv", VENV],
        "Debian や Ubuntu では python3-venv が要ります（apt install python3-venv）。",
    )


def _answers(python: Path) -> bool:
    check = "import sys, pip; sys.exit(sys.version_info < (3, 12))"
    try:
        return subprocess.run([python, "-c", check], capture_output=True).returncode == 0
    except OSError:
        return False


def _step(title: str, command: Sequence[str | Path], remedy: str) -> None:
    print(f"  {title}… ", end="", flush=True)
    began = time.monotonic()
    environment = os.environ | {
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    done = subprocess.run(
        list(map(str, command)), env=environment, capture_output=True, text=True, errors="replace"
    )
    print(f"{time.monotonic() - began:.0f} 秒", flush=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-2000:]
        raise SetupError(f"「{title}」でとまりました。\n{said}\n\n{remedy}")


if __name__ == "__main__":
    sys.exit(main())
