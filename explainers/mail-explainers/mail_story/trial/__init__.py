"""A trial of a reader's own settings as a Story: the near half of the post office.

`narrate` tells what `mail_world.trial` ran; `draw` draws it. The company is called a model in
every picture, because it is one.
"""

from mail_story.trial.endings import ENDINGS, Ending, ending_of
from mail_story.trial.narrate import Asked, narrate
from mail_story.trial.scene import draw

__all__ = ["ENDINGS", "Asked", "Ending", "draw", "ending_of", "narrate"]
