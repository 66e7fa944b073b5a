"""Where Pelican comes in: attributes for articles, values for templates, pages and files."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import koyomi
from pelican import Pelican, signals
from pelican.generators import Generator
from whole_build import BuildError, build_now

from .almanac import Almanac
from .letters import a_year_before, around, by_ko, day_in_japan, set_season
from .palettes import palettes
from .today import days_table
from .wheel import wheel

__all__ = ["Today", "register"]

SEASONS_URL = "season/"
FOLDER = "seasons"
SCRIPT = Path(__file__).with_name("static") / "today.mjs"


@dataclass(frozen=True, slots=True)
class Today:
    """The build's day, with its season."""

    day: date
    sekki: koyomi.SekkiSpan
    ko: koyomi.KoSpan


def _tell(pelican: Pelican) -> None:
    """Tell the templates of the build's day and of the addresses, before anything is rendered."""
    settings = pelican.settings
    day = build_now().astimezone(koyomi.JST).date()
    settings["SEASONS_URL"] = SEASONS_URL
    settings["SEASONS_SAVE_AS"] = f"{SEASONS_URL}index.html"
    settings["SEASON_TODAY"] = Today(day, koyomi.sekki_on(day), koyomi.ko_on(day))
    settings["SEASON_PALETTES"] = palettes()
    settings["SEASON_WHEEL"] = wheel
    settings["SEASON_SPANS"] = {span.key: span for span in koyomi.sekki_in(day.year)}
    settings["SEASON_SCRIPT"] = _named("today", SCRIPT.read_bytes(), "mjs")
    settings["SEASON_DAYS"] = _named("days", days_table(day.year), "json")


def _named(stem: str, content: bytes, ending: str) -> str:
    return f"{FOLDER}/{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def _set_seasons(generator: Any) -> None:
    """Give every article its season, and the front page its counts and its year before.

    Raises BuildError that names every article whose year is too far off to have one.
    """
    faults = []
    kept = generator.settings.get("SEASONS_CACHE")
    almanac = Almanac(Path(kept) if kept else None)
    others = (generator.drafts, generator.hidden_articles, generator.translations)
    for article in (*generator.articles, *(one for group in others for one in group)):
        try:
            set_season(article, almanac)
        except koyomi.YearError as error:
            faults.append(f"{_place(article)}: {error}。Date: の年を確かめてください。")
    if faults:
        raise BuildError("\n".join(sorted(faults)))
    almanac.save()
    in_time = sorted(generator.articles, key=lambda article: (article.date, article.slug))
    for article in in_time:
        article.around_last_year = around(a_year_before(day_in_japan(article)), in_time)
    today: Today = generator.settings["SEASON_TODAY"]
    generator.context["around_last_year"] = around(a_year_before(today.day), in_time)
    generator.context["season_counts"] = Counter(article.sekki.key for article in in_time)


def _place(article: Any) -> str:
    """An article's path and the line of its date."""
    path = Path(article.source_path)
    lines = path.read_text("utf-8").splitlines()
    line = next((n for n, text in enumerate(lines, 1) if text.lower().startswith("date:")), 1)
    return f"{path}:{line}"


class SeasonsGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the wheel, a page for each 節気, and the files that tell the day's 候 in the page."""

    def generate_output(self, writer: Any) -> None:
        """Write them all."""
        today: Today = self.settings["SEASON_TODAY"]
        self._write_file(self.settings["SEASON_SCRIPT"], SCRIPT.read_bytes())
        self._write_file(self.settings["SEASON_DAYS"], days_table(today.day.year))
        self._write_page(writer, SEASONS_URL, "seasons", season_key=today.sekki.key)
        names = koyomi.all_sekki()
        for place, sekki in enumerate(names):
            articles = [one for one in self.context["articles"] if one.sekki.key == sekki.key]
            self._write_page(
                writer,
                f"{SEASONS_URL}{sekki.key}/",
                "season",
                season_key=sekki.key,
                sekki=sekki,
                spans=[self._span(sekki, year) for year in (today.day.year, today.day.year + 1)],
                kos=by_ko(sekki, today.day.year, articles),
                before=names[place - 1],
                after=names[(place + 1) % len(names)],
            )

    @staticmethod
    def _span(sekki: koyomi.Sekki, year: int) -> koyomi.SekkiSpan:
        return next(span for span in koyomi.sekki_in(year) if span.sekki == sekki)

    def _write_page(self, writer: Any, url: str, template: str, **values: object) -> None:
        writer.write_file(
            f"{url}index.html",
            self.get_template(template),
            self.context,
            relative_urls=self.settings["RELATIVE_URLS"],
            url=url,
            **values,
        )

    def _write_file(self, name: str, content: bytes) -> None:
        target = Path(self.output_path) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _generator(pelican: Pelican) -> type[SeasonsGenerator]:
    return SeasonsGenerator


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_tell)
    signals.article_generator_finalized.connect(_set_seasons)
    signals.get_generators.connect(_generator)
