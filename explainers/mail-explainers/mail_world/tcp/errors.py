"""What keeps `serve` from serving, in words for whoever started it."""


class ServeError(Exception):
    """The servers can't start; the message is one line for the terminal."""
