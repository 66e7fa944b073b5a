"""The trial run: the reader's own settings against a model of their company (mail_world.trial).

A part of the bundle of its own: the check itself does without.
"""

from settings_check.trial.model import company_of, screen_of
from settings_check.trial.run import play_again, try_out

__all__ = ["company_of", "play_again", "screen_of", "try_out"]
