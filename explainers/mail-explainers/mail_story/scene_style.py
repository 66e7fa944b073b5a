"""Classes of the post office's own, beside those that every scene may use."""

from __future__ import annotations

from explainer_kit.scene import Style

__all__ = ["STYLE"]

STYLE: Style = {
    # The land, from far to near.
    "po-far": {"fill": "hill", "opacity": "0.55"},
    "po-snow": {"fill": "letter", "opacity": "0.8"},
    "po-haze": {"fill": "sky", "opacity": "0.5"},
    "po-road": {"fill": "none", "stroke": "paper", "stroke-width": "11", "stroke-linecap": "round"},
    "po-way": {"fill": "none", "stroke": "line", "stroke-width": "2", "stroke-linecap": "round"},
    "po-shade": {"fill": "ink", "opacity": "0.12"},
    "po-tree": {"fill": "read", "opacity": "0.75"},
    "po-ginkgo": {"fill": "lock-soft", "stroke": "lock", "stroke-width": "1"},
    "po-leaf": {"stroke": "lock-soft", "stroke-width": "3", "stroke-linecap": "round"},
    "po-trunk": {"fill": "none", "stroke": "line", "stroke-width": "3", "stroke-linecap": "round"},
    # What IMAP sees through: a beam of light, which takes nothing away.
    "po-beam": {"fill": "read", "opacity": "0.22"},
    "po-beam-edge": {
        "fill": "none",
        "stroke": "read",
        "stroke-width": "2",
        "stroke-dasharray": "5 4",
        "stroke-linecap": "round",
    },
    "po-halo": {"fill": "glow", "stroke": "lock", "stroke-width": "1", "opacity": "0.9"},
    "po-number": {"font-size": "13px", "font-weight": "700", "text-anchor": "middle"},
    "po-sign": {"font-size": "14px", "font-weight": "700", "text-anchor": "middle"},
}
