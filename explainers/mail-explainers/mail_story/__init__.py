"""What happened in the mail world, told and drawn: the story that all mail explainers share.

`narrate(record, …)` turns a run into a Story; `draw(story)` draws it as the post office.
`VERDICTS` is the table of all ways a run can end; `roads(story)` is what somebody on the way saw,
and `tables(story)` tells it. `touch(story)` is what can be touched in the picture.
"""

from mail_story.actors import ACTORS
from mail_story.eavesdropper import Road, roads, tables
from mail_story.milestones import MILESTONES
from mail_story.narrate import narrate
from mail_story.scene import draw
from mail_story.touch import touch
from mail_story.verdicts import VERDICTS, UnknownEndingError, Verdict

__all__ = [
    "ACTORS",
    "MILESTONES",
    "VERDICTS",
    "Road",
    "UnknownEndingError",
    "Verdict",
    "draw",
    "narrate",
    "roads",
    "tables",
    "touch",
]
