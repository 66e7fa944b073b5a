"""What is measured: the site, built anew; the stock runtime; PyScript, fetched for this alone.

Nothing of it is written into the repository: the site goes into a temporary folder, PyScript into
the cache. All of it is compressed by the same compressor, so that every row is sent alike.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
CACHE = ROOT / ".cache"
sys.path.insert(0, str(ROOT / "plugins"))

from explainer_embed.bundle.compress import compress_all  # noqa: E402

STOCK = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")


def prepare(work: Path, address: str) -> dict[str, Path]:
    """Make every folder that the server at `address` serves; the keys are the first words there."""
    site, stock, pages = work / "site", work / "stock", work / "pages"
    _build_site(site, f"{address}/site")
    stock.mkdir()
    for name in (*STOCK, "pyodide-lock.json"):
        shutil.copyfile(ROOT / "node_modules" / "pyodide" / name, stock / name)
    shutil.copytree(HERE / "pages", pages)
    info = json.loads((stock / "pyodide-lock.json").read_text("utf-8"))["info"]
    (pages / "info.mjs").write_text(f"export const info = {json.dumps(info)};\n", "utf-8")
    pyscript = work / "pyscript"
    dist = rivals() / "@pyscript" / "core" / "dist"
    shutil.copytree(dist, pyscript, ignore=shutil.ignore_patterns("*.map"))
    for folder in (site, stock, pages, pyscript):
        files = [path for path in folder.rglob("*") if path.is_file()]
        have = {path.name for path in files if path.suffix == ".br"}
        plain = [path for path in files if path.suffix not in {".br", ".gz"}]
        wanting = [path for path in plain if f"{path.name}.br" not in have or folder != site]
        compress_all(wanting, CACHE / "compressed")
    return {"site": site, "stock": stock, "pages": pages, "pyscript": pyscript}


def _build_site(output: Path, address: str) -> None:
    print("サイトをつくっています…", flush=True)
    command = [sys.executable, "-m", "pelican", "-s", "publishconf.py", "-o", str(output)]
    command += ["--log-handler", "plain"]
    environment = os.environ | {"SITE_OUTPUT": str(output), "SITE_URL": address}
    if subprocess.run(command, cwd=ROOT, env=environment, stdout=2, check=False).returncode != 0:
        sys.exit("サイトができなかったので、測れません。上のエラーを直してください。")


def rivals() -> Path:
    """The folder of what the bench alone needs (PyScript, Lighthouse), by npm with its lock.

    No script of a package is run.
    """
    folder = CACHE / "bench"
    modules = folder / "node_modules"
    lock = (HERE / "package-lock.json").read_bytes()
    kept = folder / "package-lock.json"
    if modules.is_dir() and kept.is_file() and kept.read_bytes() == lock:
        return modules
    print("くらべる相手（PyScript）と Lighthouse を用意しています…", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copyfile(HERE / "package.json", folder / "package.json")
    binaries = ROOT / ".venv" / "bin"
    path = f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"
    shutil.copyfile(HERE / "package-lock.json", kept)
    done = subprocess.run(
        [binaries / "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        kept.unlink()
        sys.exit(
            "測る道具を用意できませんでした。ネットワークを確かめて、もう一度 `make bench` を"
            f"してください。\n{done.stderr.strip()[-800:]}"
        )
    return modules
