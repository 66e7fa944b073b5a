"""Libraries whose licence asks for more than a notice: their text and source, beside the bundle.

The LGPL (2.1, sections 4 and 6) lets a site send a library in compiled form if whoever gets it can
have its source and its licence from the same place, and can put a changed one in its place. So the
wheel as its authors published it (source alone: it is pure Python) and its licence lie at an
address that does not change with the bundle, and the library is a part, and so a file, of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from packaging.utils import canonicalize_name, parse_wheel_filename

from .archive import read_zip
from .errors import BundleError

FOLDER = "licences"
TEXT = "LICENSE.txt"


def lay_out(names: Iterable[str], wheels: Sequence[Path], out: Path) -> None:
    """Put the licence and the wheel of each named library below `out`; raises BundleError.

    `wheels` are the verified ones, as they were published.
    """
    by_name = {parse_wheel_filename(wheel.name)[0]: wheel for wheel in wheels}
    for name in sorted(map(canonicalize_name, names)):
        wheel = by_name.get(name)
        texts = wheel and [
            data
            for file, data in sorted(read_zip(wheel).items())
            if ".dist-info/" in file and file.rpartition("/")[2].startswith(("LICENSE", "COPYING"))
        ]
        if wheel is None or not texts:
            raise BundleError(
                f"{name} の wheel か、その中のライセンスが見つかりません。",
                "pyproject.toml の [tool.explainer-bundle] with-source を確かめてください。",
            )
        place = out / FOLDER / f"{name}-{parse_wheel_filename(wheel.name)[1]}"
        place.mkdir(parents=True)
        (place / TEXT).write_bytes(b"\n".join(texts))
        shutil.copyfile(wheel, place / wheel.name)
