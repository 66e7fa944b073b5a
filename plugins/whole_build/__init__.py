"""A Pelican that gives a whole site or leaves the old one: set as PELICAN_CLASS.

Pelican on its own empties output/ before it has read an article, drops an article that it can't
read, and goes on without a plugin that does not load, all with exit status 0. Here the site is
built beside output/ and swapped in when nothing went wrong; anything that was logged as an error
fails the build.

The build's now is SOURCE_DATE_EPOCH where that is set, so that the same commit and the same now
give the same bytes; articles dated after it are drafts, and for publishing they are not there.
`site_written` is for plugins that want to look at the finished site: raising then still keeps the
old one.
"""

from __future__ import annotations

from .build import BuildError, WholeBuild, site_written
from .clock import build_now, hold_back_future, register, unpublished_files

__all__ = [
    "BuildError",
    "WholeBuild",
    "build_now",
    "hold_back_future",
    "register",
    "site_written",
    "unpublished_files",
]
