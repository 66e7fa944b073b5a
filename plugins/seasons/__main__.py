"""Prints the style sheet of the seasons, to be kept as theme/static/css/season.css."""

from .palettes import season_css

print(season_css(), end="")
