"""One line per pasted text: the SHA-256 of its report and how it is drawn, anywhere."""

from __future__ import annotations

import hashlib

from explainer_kit.controls import Value
from explainer_kit.view import view
from record_lab import explainer

RECORDS = (
    "",
    "v=spf1 ip4:１ -all",
    "v=DMARC1; p=none; p=none",
    "v=DMARC1; p=rejekt; rua=mailto:a@b.test; pct=5; fo=1",
    'x.test. 300 IN TXT "v=DKIM1; t=y; " "p=AAAA"',
    "v=spf1 a:%{l}.%{d} exists:%{ir}.x.test ptr redirect=example.jp",
    "あ\n" * 50,
    "<script>",
)


def pasted() -> list[dict[str, Value]]:
    """The presets, every choice beside them, and texts of every kind in every field."""
    found = [explainer.settings(preset.settings) for preset in explainer.presets]
    found += explainer.baked(explainer.defaults())
    names = [control.name for control in explainer.controls if not control.discrete]
    found += [explainer.settings({name: text}) for name in names for text in RECORDS]
    return found


def lines() -> list[str]:
    """One line per text."""
    made = []
    for number, settings in enumerate(pasted()):
        report = explainer.run(settings)
        told = report.to_bytes() + view(explainer, report).encode()
        made.append(f"{number} {hashlib.sha256(told).hexdigest()}")
    return made


if __name__ == "__main__":
    print("\n".join(lines()))  # noqa: T201
