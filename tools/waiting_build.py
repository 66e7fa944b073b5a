"""One build of the preview: loads all that it needs, and waits for a line before it builds.

Where none comes (standard input is closed), it is not wanted and ends.
"""

from __future__ import annotations

import runpy
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))

import fontTools.subset  # noqa: F401  needed where a heading has a letter that none had before
import pelican  # noqa: F401  loaded ahead, as are the settings with their plugins
from koyomi import ko_in

import pelicanconf  # noqa: F401

import_module("explainer_embed.hooks")  # which its package, light for those who run it, leaves out
for year in range(date.today().year - 2, date.today().year + 3):
    ko_in(year)  # a year of the sky is computed once
if sys.stdin.readline():
    sys.argv = ["pelican", "--log-handler", "plain"]
    runpy.run_module("pelican", run_name="__main__")
