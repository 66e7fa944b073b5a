"""The safety net under the trimmed standard library: what is missing is fetched when first asked.

This module lies in stdlib.zip, beside a list of every module that was left out. `install` puts a
finder at the end of sys.meta_path; the first import that nothing else could answer, and that is on
the list, calls `fetch` once (a synchronous request in the worker) for the zip with all the others.
So a forgotten module costs a wait, never a broken page, and a page that forgets none pays nothing.
"""

import sys
import zipimport
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Protocol, runtime_checkable

LIST = "rest_of_stdlib.txt"
ARCHIVE = "/lib/stdlib-rest.zip"


@runtime_checkable
class JsBytes(Protocol):
    """A Uint8Array as Pyodide shows it (pyodide.ffi.JsBuffer)."""

    def to_bytes(self) -> bytes:
        """Copy it into Python."""


class RestFinder:
    """Finds the modules on `names` in an archive that is fetched when the first one is wanted."""

    def __init__(
        self, names: frozenset[str], fetch: Callable[[], bytes | JsBytes], archive: str
    ) -> None:
        self.names = names
        self.archive = archive
        self.fetched = False
        self._fetch = fetch

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Give the spec of a module on the list; ImportError if the archive can't be fetched."""
        if fullname not in self.names:
            return None
        if not self.fetched:
            try:
                fetched = self._fetch()
            except Exception as error:
                raise ImportError(f"could not fetch {fullname}: {error}", name=fullname) from error
            with open(self.archive, "wb") as file:  # noqa: PTH123  pathlib may be in there
                # JavaScript hands over a Uint8Array, tests hand over bytes.
                file.write(fetched.to_bytes() if isinstance(fetched, JsBytes) else fetched)
            self.fetched = True
        parents = fullname.split(".")[:-1]
        return zipimport.zipimporter("/".join([self.archive, *parents])).find_spec(fullname)


def install(fetch: Callable[[], bytes | JsBytes], archive: str = ARCHIVE) -> RestFinder:
    """Put the finder behind all others; `fetch` gives stdlib-rest.zip, or raises."""
    folder = __file__.rpartition("/")[0]
    listed = zipimport.zipimporter(folder).get_data(f"{folder}/{LIST}")
    finder = RestFinder(frozenset(listed.decode().split()), fetch, archive)
    sys.meta_path.append(finder)
    return finder
