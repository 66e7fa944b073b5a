"""The things that travel or wait: drawn around the origin, about 40 units across.

The picture keeps to what is true of mail. The envelope of SMTP is the address *label* (MAIL FROM
and RCPT TO), so the letter is an open sheet and its label a tag tied to it. TLS is a *locked bag*
for one hop. A refusal is a code at the counter, a failure notice a letter of its own.
"""

from __future__ import annotations

from explainer_kit.markup import Element

from mail_story.ink import at, circle, ellipse, group, path, rect

__all__ = [
    "bag",
    "board",
    "card",
    "clock",
    "cross",
    "eye",
    "hello",
    "keys",
    "label",
    "letter",
    "notice",
    "open_bag",
    "padlock",
    "postmark",
    "scramble",
    "seal",
    "sheet",
    "struck_board",
    "tick",
]


def sheet(*, photo: bool = False) -> Element:
    """The letter itself without its label: an open sheet, with a picture if one is attached."""
    lines = path("M-9 -4H9M-9 2H9M-9 8H4", "f-none s-sub w-2 round")
    picture = group(
        rect(-10, -13, 20, 15, "f-glow s-sub w-1", 1),
        circle(-4, -8, 2, "f-bad"),
        path("M-10 2L-3 -5L1 -1L5 -6L10 2Z", "f-read"),
        path("M-9 7H9M-9 12H3", "f-none s-sub w-2 round"),
    )
    return group(
        path("M-15 -19H9L15 -13V19H-15Z", "f-letter s-letter-ink w-2 round"),
        path("M9 -19V-13H15", "f-stamp s-letter-ink w-1 round"),
        picture if photo else group(path("M-9 -11H3", "f-none s-sub w-2 round"), lines),
    )


def label() -> Element:
    """The address label: who it is from, who it goes to, and a stamp. SMTP's envelope."""
    return group(
        path("M-24 -14H17L26 0L17 14H-24Z", "f-paper s-send w-2 round"),
        circle(18, 0, 2, "f-send"),
        rect(-20, -9, 9, 11, "f-stamp s-bad w-1", 1),
        path("M-6 -6H9", "f-none s-sub w-2 round"),
        path("M-6 1H11M-19 8H8", "f-none s-send w-3 round"),
    )


def letter(*, photo: bool = False) -> Element:
    """A letter with its label tied on."""
    return group(
        at(0, -3, sheet(photo=photo), turn=-4),
        path("M4 13Q-4 10 -2 15", "f-none s-send w-1 round"),
        at(7, 17, label(), percent=55),
    )


def _sack(mouth: Element, *front: Element) -> Element:
    return group(
        ellipse(0, 25, 22, 4, "po-shade"),
        path("M-9 -13C-22 -4 -26 14 -20 25H20C26 14 22 -4 9 -13Z", "f-lock-soft s-lock w-2 round"),
        mouth,
        *front,
    )


def bag() -> Element:
    """A mailbag tied and locked: TLS, for one hop."""
    neck = group(
        path("M-9 -13L-14 -23Q0 -18 14 -23L9 -13Z", "f-lock-soft s-lock w-2 round"),
        path("M-10 -13H10", "f-none s-lock w-4 round"),
    )
    return _sack(neck, at(0, 8, padlock()))


def open_bag() -> Element:
    """The same bag unlocked and open, as every office opens it."""
    mouth = group(
        ellipse(0, -13, 13, 6, "f-lock-soft s-lock w-2"),
        ellipse(0, -13, 8, 3, "f-lock"),
    )
    return _sack(mouth, at(0, 9, padlock(shut=False), percent=80))


def padlock(*, shut: bool = True) -> Element:
    """A padlock, shut or sprung open."""
    shackle = "M-6 -2V-7A6 6 0 0 1 6 -7V-2" if shut else "M-6 -2V-9A6 6 0 0 1 6 -10"
    return group(
        path(shackle, "f-none s-lock w-3 round"),
        rect(-9, -2, 18, 14, "f-lock", 3),
        circle(0, 4, 2, "f-lock-soft"),
        path("M0 5V8", "f-none s-lock-soft w-2 round"),
    )


def keys() -> Element:
    """Two keys on a ring: both ends now hold one."""
    return group(
        circle(-8, 0, 6, "f-none s-lock w-3"),
        path("M-2 0H16M16 0V6M10 0V5", "f-none s-lock w-3 round"),
    )


def card() -> Element:
    """A name card: user name and password, shown at the counter."""
    return group(
        rect(-22, -14, 44, 28, "f-paper s-send w-2", 4),
        circle(-11, -4, 5, "f-send-soft s-send w-1"),
        path("M-19 9C-18 0 -4 0 -3 9Z", "f-send-soft s-send w-1 round"),
        path("M3 -6H16", "f-none s-sub w-2 round"),
        circle(4, 4, 2, "f-send"),
        circle(10, 4, 2, "f-send"),
        circle(16, 4, 2, "f-send"),
    )


def certificate() -> Element:
    """A certificate: a sheet with lines, and the seal of whoever vouches for it."""
    return group(
        rect(-20, -15, 40, 30, "f-paper s-send w-2", 3),
        path("M-13 -7H13M-13 0H3", "f-none s-sub w-2 round"),
        path("M6 8L4 20L10 16L16 20L14 8Z", "f-send-soft s-send w-1 round"),
        circle(10, 6, 6, "f-send-soft s-send w-2"),
    )


def hello() -> Element:
    """A first word spoken: somebody calls at a counter."""
    right = "M-18 -12H18Q22 -12 22 -8V6Q22 10 18 10H-6"
    return group(
        path(f"{right}L-13 17V10H-18Q-22 10 -22 6V-8Q-22 -12 -18 -12Z", "f-paper s-send w-2 round"),
        circle(-10, -1, 2, "f-send"),
        circle(0, -1, 2, "f-send"),
        circle(10, -1, 2, "f-send"),
    )


def board() -> Element:
    """What a counter can do, as its answer to EHLO says: locks, name cards, sizes."""
    return group(
        rect(-24, -15, 48, 30, "f-paper s-send w-2", 3),
        at(-14, -1, padlock(), percent=55),
        path("M-3 -7H17M-3 0H12M-3 7H17", "f-none s-sub w-2 round"),
    )


def struck_board() -> Element:
    """The same board after somebody on the way struck the lock from it."""
    return group(board(), path("M-23 -12L-5 9M-5 -12L-23 9", "f-none s-bad w-3 round"))


def seal() -> Element:
    """A seal of wax: DKIM, put on by the sender's office."""
    scallops = "M0 -11L4 -9L8 -8L9 -4L11 0L9 4L8 8L4 9L0 11L-4 9L-8 8L-9 4L-11 0L-9 -4L-8 -8L-4 -9Z"
    return group(
        path(scallops, "f-roof-send s-roof-send w-2 round"),
        circle(0, 0, 6, "f-none s-paper w-1"),
        path("M-3 0L-1 3L4 -3", "f-none s-paper w-2 round"),
    )


def postmark() -> Element:
    """A postmark: one Received line."""
    return group(
        circle(0, 0, 8, "f-paper s-send w-2"),
        path("M-6 -2H6M-6 2H6", "f-none s-send w-1"),
    )


def notice() -> Element:
    """A notice of failure, which the sender's own office writes."""
    return group(
        rect(-16, -20, 32, 40, "f-letter s-bad w-2", 2),
        rect(-16, -20, 32, 12, "f-bad", 2),
        path("M-4 -17L4 -11M4 -17L-4 -11", "f-none s-letter w-2 round"),
        path("M-10 -1H10M-10 6H10M-10 13H3", "f-none s-letter-ink w-2 round"),
    )


def scramble() -> Element:
    """Bytes that the other end cannot read: a ball of tangled line."""
    return group(
        circle(0, 0, 19, "f-paper s-bad w-2"),
        path(
            "M-11 -4L-5 -10L-2 6L4 -11L7 8L12 -3M-11 6L-4 11L2 3L9 12",
            "f-none s-bad w-2 round",
        ),
    )


def clock() -> Element:
    """Waiting."""
    return group(
        circle(0, 0, 18, "f-paper s-ink w-3"),
        path("M0 -10V0L8 5", "f-none s-ink w-3 round"),
        path("M0 -16V-14M16 0H14M0 16V14M-16 0H-14", "f-none s-sub w-2 round"),
    )


def eye() -> Element:
    """Somebody on the way can read what goes by."""
    return group(
        path("M-17 0Q0 -17 17 0Q0 17 -17 0Z", "f-paper s-bad w-2 round"),
        circle(0, 0, 6, "f-bad"),
        circle(2, -2, 2, "f-paper"),
    )


def tick() -> Element:
    """Taken."""
    return group(
        circle(0, 0, 10, "f-good s-paper w-2"),
        path("M-5 0L-1 4L5 -4", "f-none s-paper w-3 round"),
    )


def cross() -> Element:
    """Refused."""
    return group(
        circle(0, 0, 10, "f-bad s-paper w-2"),
        path("M-4 -4L4 4M4 -4L-4 4", "f-none s-paper w-3 round"),
    )
