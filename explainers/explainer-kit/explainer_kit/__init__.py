"""explainer_kit: interactive figures in Python, the same at build time and in the browser.

An explainer is made of four things: its **controls** (`Choice`, `Toggle`, `Number`, `Date`,
`Text`), a function from settings to a `Story` (or a `Report`), a function from a Story to a
`Scene`, and some **presets**, named runs that promise how they end. Put together in an
`Explainer` and named in the entry-point group `explainer_kit.explainers`, it can be embedded in an
article, run from the command line and played in the page, and all three show the same bytes.

The kit decides nothing about the subject: it checks settings, holds a Story to its limits,
escapes every text, and draws. It never touches files, the network or a page.

`docs/explainers.md` is the guide, and `tests/explainer_kit/example_kettle.py` the shortest whole
example; both are tested.
"""

from explainer_kit.controls import (
    Choice,
    Control,
    ControlError,
    Number,
    Option,
    Settings,
    Text,
    Toggle,
    Value,
    nearest,
)
from explainer_kit.dates import Date
from explainer_kit.explainer import Explainer, Extra, Preset, SettingFault, SettingsError, key_of
from explainer_kit.hands import Deed, Guest, Panel, Shelf, Thing
from explainer_kit.markup import Element, el, text_of, trusted
from explainer_kit.registry import UnknownExplainerError, find, names
from explainer_kit.report import Fix, Problem, Report
from explainer_kit.scene import Frame, Knob, Note, Place, Scene, Travel
from explainer_kit.story import Actor, Event, Outcome, Step, Story, StoryError
from explainer_kit.touch import Line, Road, Spot, Touch

__all__ = [
    "Actor",
    "Choice",
    "Control",
    "ControlError",
    "Date",
    "Deed",
    "Element",
    "Event",
    "Explainer",
    "Extra",
    "Fix",
    "Frame",
    "Guest",
    "Knob",
    "Line",
    "Note",
    "Number",
    "Option",
    "Outcome",
    "Panel",
    "Place",
    "Preset",
    "Problem",
    "Report",
    "Road",
    "Scene",
    "SettingFault",
    "Settings",
    "SettingsError",
    "Shelf",
    "Spot",
    "Step",
    "Story",
    "StoryError",
    "Text",
    "Thing",
    "Toggle",
    "Touch",
    "Travel",
    "UnknownExplainerError",
    "Value",
    "el",
    "find",
    "key_of",
    "names",
    "nearest",
    "text_of",
    "trusted",
]
