"""A trial run: one app's settings against a model of one company's servers.

`send(company, screen)` hands a mail in and sees it into the sender's own box; `receive` opens that
box over IMAP or POP3 and lists what is in it. Real clients meet real servers: what goes wrong is
what they say to each other. The company is data (`company.py`), and a model of it: nothing here
knows more of it than that table, and nobody is called outside of this memory.

The rooms: `company` (what is known of a company), `office` (its servers), `opening` (the reading
apps), `run` (the world of one trial).
"""

from mail_world.trial.company import Company, Screen, Window
from mail_world.trial.run import Tried, receive, send

__all__ = ["Company", "Screen", "Tried", "Window", "receive", "send"]
