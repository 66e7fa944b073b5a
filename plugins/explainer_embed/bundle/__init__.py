"""Everything a reader's browser needs to run the explainers: the runtime and the bundle.

`build` turns the pinned `pyodide` npm package and the distributions under explainers/ into two
folders named by the hash of what they hold: runtime-<hash>/ (Pyodide, and a standard library of
compiled modules) and bundle-<hash>/ (our own code and its libraries, compiled, and a lock file).
It needs no network, gives the same bytes on every machine, and does nothing twice: each stage
keeps its result under the cache folder by the hash of what went in.

`prefetch` is the one step that may use the network; the set-up calls it.
"""

from __future__ import annotations

from .errors import BundleError
from .libraries import prefetch
from .make import Bundle, build

__all__ = ["Bundle", "BundleError", "build", "prefetch"]
