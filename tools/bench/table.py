"""The table: medians with their spread, ratios, and how each aim of the project fares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from .cases import CASES, Sample

type Samples = Mapping[str, Sequence[Sample]]


@dataclass(frozen=True)
class Aim:
    """A number that must not be exceeded: `case` against a limit, or against another case."""

    label: str
    case: str
    limit: float
    against: str | None = None


AIMS = (
    Aim("再生を押してから次の場面まで 100 ms 以内", "play", 100),
    Aim("ふれてから Story まで、自分の 1+1 の 1.3 倍以内", "live", 1.3, "ours"),
    Aim("ふれてから Story まで、PyScript の 1+1 の 0.4 倍以内", "live", 0.4, "pyscript"),
    Aim("0.8 秒後の打鍵から Story まで、PyScript の 1+1 の 0.2 倍以内", "typed", 0.2, "pyscript"),
    Aim("起動後、箱の手入れひとつ 30 ms 以内", "act", 30),
    Aim("起動後、設定の判定ひとつ 50 ms 以内", "check", 50),
    Aim("起動後、一通の旅ひとつ 120 ms 以内", "flow", 120),
    Aim("起動後、ほんもののTLSで一通の旅ひとつ 400 ms 以内", "tls", 400),
)
PAGE_BYTES = 100_000
INTENT_BYTES = 4_200_000


def rows(samples: Samples) -> Iterator[str]:
    """One line a case: median, spread, and the ratios to our own and to PyScript's `1+1`."""
    ours, rival = (_median(samples, key) for key in ("ours", "pyscript"))
    yield "| | 中央値 ms | 最小–最大 | ÷ 自分の 1+1 | ÷ PyScript | 前 kB | あと kB | 回 |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for case in CASES:
        if not (taken := samples.get(case.key)):
            continue
        times = [sample.milliseconds for sample in taken]
        middle = median(times)
        yield (
            f"| {case.label} | {middle:.0f} | {min(times):.0f}–{max(times):.0f} "
            f"| {_ratio(middle, ours)} | {_ratio(middle, rival)} "
            f"| {median(s.before for s in taken) / 1000:.1f} "
            f"| {median(s.during for s in taken) / 1000:.1f} | {len(taken)} |"
        )


def aims(samples: Samples) -> Iterator[str]:
    """One line an aim, with what was measured."""
    for aim in AIMS:
        value = _median(samples, aim.case)
        against = _median(samples, aim.against) if aim.against else 1.0
        if value is None or against is None:
            continue
        unit = " 倍" if aim.against else " ms"
        yield _verdict(aim.label, value / against, aim.limit, unit)
    if live := samples.get("live"):
        before, during = (median(getattr(s, name) for s in live) for name in ("before", "during"))
        yield _verdict("ふれる前のページ 100 kB 以内", before / 1000, PAGE_BYTES / 1000, " kB")
        yield _verdict("ふれたあと 4.2 MB 以内", during / 1e6, INTENT_BYTES / 1e6, " MB")


def _verdict(label: str, value: float, limit: float, unit: str) -> str:
    return f"{'○' if value <= limit else '×'} {label}: {value:.3g}{unit}"


def _median(samples: Samples, key: str) -> float | None:
    taken = samples.get(key)
    return median(sample.milliseconds for sample in taken) if taken else None


def _ratio(value: float, base: float | None) -> str:
    return f"{value / base:.2f}" if base else "–"
