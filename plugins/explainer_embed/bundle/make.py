"""The whole way from sources to folders, one stage after another, each kept in the cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Report = Callable[[str], None]


@dataclass(frozen=True)
class Bundle:
    """A finished runtime and bundle, lying in the cache until `install` puts them in the site."""

    folder: Path
    key: str

    def install(self, explainers: Path) -> None:
        """Put runtime-<hash>/ and bundle-<hash>/ into `explainers` (output/explainers/)."""
        raise NotImplementedError

    def manifest(self) -> dict[str, object]:
        """The data of manifest.json, for a player whose folder lies beside the two folders."""
        raise NotImplementedError


def prefetch(root: Path, dest: Path) -> None:
    """Download the explainers' libraries (explainers/requirements.txt) as wheels into `dest`.

    Set-up calls it, with the network: pip checks every hash; only pure wheels are taken.
    """
    raise NotImplementedError


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
    raise NotImplementedError
