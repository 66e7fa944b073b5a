"""Building beside the site and swapping it in."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any

from blinker import Signal
from pelican import Pelican

from .clock import build_now

__all__ = ["BuildError", "WholeBuild", "site_written"]

MOST_TOLD = 10
site_written = Signal(
    "The site is written whole and not yet in its place: sent with the WholeBuild."
)


class BuildError(Exception):
    """The site could not be built whole; the old one is still there."""

    exitcode = 1


def _without_traceback(record: logging.LogRecord) -> bool:
    """Leave out Python's traceback of an exception that speaks to the author itself."""
    if record.exc_info and isinstance(record.exc_info[1], BuildError):
        record.exc_info = None
    return True


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class WholeBuild(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Pelican, but all or nothing."""

    output_path: str

    def init_plugins(self) -> None:
        """Load the plugins; one that fails to load or to register fails the build."""
        logging.getLogger("pelican").addFilter(_without_traceback)
        errors = _listen()
        try:
            super().init_plugins()
        finally:
            logging.getLogger().removeHandler(errors)
        _fail_on(errors)

    def run(self) -> Any:
        """Build into a folder beside the site, then swap; raises BuildError if anything failed."""
        try:
            build_now()
        except ValueError as error:
            raise BuildError(str(error)) from None
        site = Path(self.output_path)
        building = site.with_name(f".{site.name}.building")
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        self.output_path = self.settings["OUTPUT_PATH"] = str(building)
        errors = _listen()
        try:
            super().run()
            # Pelican's own `finalized` comes while plugins still write, in no order to rely on.
            site_written.send(self)
            _fail_on(errors)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        finally:
            logging.getLogger().removeHandler(errors)
            self.output_path = self.settings["OUTPUT_PATH"] = str(site)
        _swap(building, site)


def _listen() -> _Errors:
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    return errors


def _fail_on(errors: _Errors) -> None:
    if errors.messages:
        told = "\n".join(errors.messages[:MOST_TOLD])  # a plain log handler shows none of them
        raise BuildError(
            f"{told}\n{len(errors.messages)} 件の問題があったので、サイトは前のままにしました。"
        )


def _swap(building: Path, site: Path) -> None:
    old = site.with_name(f".{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    building.rename(site)
    shutil.rmtree(old, ignore_errors=True)
