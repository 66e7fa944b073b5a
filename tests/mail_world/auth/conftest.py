"""Other people's tests, out of the source archives that set-up has fetched and checked by hash."""

import tarfile

import pytest
from explainer_embed.bundle.sources import pack_sources, read_sources

from tests.conftest import ROOT

WHEELS = ROOT / ".cache" / "wheels"


class Archive:
    """A library's source archive, read and never unpacked."""

    def __init__(self, name):
        (source,) = (one for one in read_sources(ROOT) if one.name == name)
        pack_sources([source], WHEELS)  # raises for another archive than the pinned one
        self.path, self.top = WHEELS / source.archive, f"{name}-{source.version}"

    def read(self, path):
        with tarfile.open(self.path) as packed:
            return packed.extractfile(f"{self.top}/{path}").read()


@pytest.fixture(scope="session")
def dkimpy_data():
    """Gives a file of dkimpy's test data."""
    archive = Archive("dkimpy")
    return lambda name: archive.read(f"dkim/tests/data/{name}")
