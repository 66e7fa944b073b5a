"""What an author should see before an article goes out: `make check-post`, and in every build.

The checks are functions from what was parsed (plugins/posts, or the built pages) to findings; they
read no clock, no settings and no files. Errors are what a reader would trip over, warnings what an
author may well have meant, news are neither. A draft's errors are warnings: it does not go out.

Needs whole_build.WholeBuild as PELICAN_CLASS. Setting: CHECK_POST, "tell" (the preview: print and
go on) or "fail" (publishing: errors fail the build). A tag without an address fails any build: its
page would get a wrong one at once.
"""

from __future__ import annotations

from .finding import Finding, Grade, sorted_findings
from .hooks import register

__all__ = ["Finding", "Grade", "register", "sorted_findings"]
