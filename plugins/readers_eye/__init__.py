"""読者の目: every figure of articles and pages as its readers meet it, on one page of the preview.

Phone, wide screen, without JavaScript, in a feed, printed, with little motion, on a slow line and
with a Python that fails; what a screen reader says, what it weighs, and what is missing. The
frames show the built article itself; `?eye=…` is answered by plugins/preview_server alone.

Needs whole_build.WholeBuild as PELICAN_CLASS. Settings: READERS_EYE_SAVE_AS (empty: no page, as
when publishing) and READERS_EYE_URL, where the author's desk links to.
"""

from __future__ import annotations

from .hooks import register

__all__ = ["register"]
