"""Import straight from the stored zips: the first thing Python does after it has started.

A boot and a first run import some three hundred modules, and for each of them the usual machinery
asks several folders, builds four names to look for, opens the archive and reads two headers. Here
one look into a dict finds the module, and one read of a file that stays open gets it. That is about
a tenth of the time from a reader's first touch to the first answer.

It knows only modules compiled into zips on sys.path, stored, as this bundle writes them; all else
is left to zipimport, which finds the same modules, only later. One kind only this finds: a package
within a package, in another part than that (zipimport looks into its package's own zip alone).
Python imports this module by its name, from stdlib.zip, before anything of Pyodide's.

The zips may bring code for what modules generate when they are imported (inside/generated_code.py).
"""

import sys
from importlib.machinery import ModuleSpec
from io import FileIO
from marshal import loads
from types import CodeType, ModuleType
from zipimport import ZipImportError, zipimporter

SUFFIX = ".pyc"
PACKAGE = ".__init__"
LOCAL_HEADER = 30  # bytes, before the name (APPNOTE.TXT 4.3.7)
PYC_HEADER = 16  # bytes: magic number, flags, hash (PEP 552)
STORED = 0
GENERATED = "generated_code.bin"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .generated_code import GeneratedCode

type Entry = tuple[FileIO, int, int, str, bool]


class StoredZips:
    """Finder and loader of the compiled modules in all stored zips on sys.path."""

    def __init__(self, generated: "GeneratedCode") -> None:
        self.generated = generated
        self.modules: dict[str, Entry] = {}
        self.archives: dict[str, FileIO | None] = {}
        self._length = 0

    def find_spec(
        self, fullname: str, path: object = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Give the spec of a module that lies in one of the zips."""
        if len(sys.path) != self._length:
            self._look_for_archives()
        entry = self.modules.get(fullname)
        if entry is None:
            return None
        _, _, _, name, is_package = entry
        spec = ModuleSpec(fullname, self, origin=name, is_package=is_package)  # type: ignore[arg-type]
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [name.rpartition("/")[0]]
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the module's code in it."""
        code = self.get_code(module.__name__)
        self.generated.prepare(module, code)
        exec(code, module.__dict__)

    def get_code(self, fullname: str) -> CodeType:
        """Read a module's code from its zip."""
        file, offset, size, _, _ = self.modules[fullname]
        code: CodeType = loads(_read(file, offset, size)[PYC_HEADER:])
        return code

    def get_source(self, fullname: str) -> None:
        """There is none: tracebacks do without."""

    def is_package(self, fullname: str) -> bool:
        """Whether a module is a package."""
        return self.modules[fullname][4]

    def get_filename(self, fullname: str) -> str:
        """Where a module lies, as a path into its zip."""
        return self.modules[fullname][3]

    def get_data(self, path: str) -> bytes:
        """Read any file in one of the zips."""
        return zipimporter(path.rpartition("/")[0]).get_data(path)

    def get_resource_reader(self, fullname: str) -> object:
        """For importlib.resources."""
        folder = self.get_filename(fullname).rpartition("/")[0]
        if self.is_package(fullname):
            folder = folder.rpartition("/")[0]
        return zipimporter(folder).get_resource_reader(fullname)

    def close(self) -> None:
        """Let go of the zips; nothing can be imported from them any more."""
        for file in self.archives.values():
            if file:
                file.close()

    def _look_for_archives(self) -> None:
        self._length = len(sys.path)
        for path in sys.path:
            if path.endswith(".zip") and path not in self.archives:
                self.archives[path] = self._add(path)

    def _add(self, archive: str) -> FileIO | None:
        try:
            listed = zipimporter(archive)._get_files()  # type: ignore[attr-defined]
        except ZipImportError:  # not there (the path may name such), or no zip
            return None
        file = FileIO(archive)
        for name, entry in listed.items():
            if entry is None or entry[1] != STORED:
                continue  # a folder, or not as this bundle writes
            path, _, _, size, offset, *_ = entry
            if name == GENERATED:
                self.generated.add(_read(file, offset, size))
            elif name.endswith(SUFFIX):
                module = name.removesuffix(SUFFIX).replace("/", ".")
                # What comes first on sys.path wins, here too.
                self.modules.setdefault(
                    module.removesuffix(PACKAGE),
                    (file, offset, size, path, module.endswith(PACKAGE)),
                )
        return file


def _read(file: FileIO, offset: int, size: int) -> memoryview:
    file.seek(offset)
    # In zips that were written elsewhere, the name may be followed by extra fields.
    header = file.read(LOCAL_HEADER)
    skip = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    return memoryview(file.read(skip + size))[skip:]


def install(generated: "GeneratedCode") -> StoredZips:
    """Ask the zips first, after what is built in and frozen."""
    finder = StoredZips(generated)
    sys.meta_path.insert(2, finder)
    return finder


if sys.platform == "emscripten":
    # It lies beside this module, in stdlib.zip.
    from generated_code import KNOWN  # type: ignore[import-not-found]

    install(KNOWN)
