"""What stands still: the land, two post offices, two phones, and the roads between them.

The road is an S of separate legs, since a row of four is unreadable on a phone: sender's phone
(top left), sender's office (red roof, top right), recipient's office (green roof, below, with the
numbered boxes inside), recipient's phone (bottom left) at its window onto the box.
"""

from __future__ import annotations

from explainer_kit.markup import Element, el
from explainer_kit.scene import Point

from mail_story.ink import at, circle, ellipse, group, path, rect

__all__ = [
    "BOX",
    "BOX_NUMBER",
    "HEIGHT",
    "NEAR_HEIGHT",
    "WIDTH",
    "book",
    "land",
    "lit_box",
    "near_land",
]

WIDTH, HEIGHT = 360, 336
NEAR_HEIGHT = 200
"""How high the picture is of the reader's own side alone."""

BOX_NUMBER = 7
"""The number on the friend's box."""
BOX: Point = (148, 216)
"""Top left corner of the friend's box, the first of six."""
BOX_WIDTH, BOX_HEIGHT = 30, 31


def land() -> tuple[Element, ...]:
    """Everything that is the same in all frames, from far to near."""
    return (
        _mountains(),
        _hills(),
        _roads(),
        _trees(),
        _smtp_sign(112, 34),
        _smtp_sign(330, 306),
        _imap_sign(110, 274),
        _phone(55, 60, "s-send", "f-send-soft"),
        _teacup(16, 94),
        _sender_office(),
        _recipient_office(),
        _phone(55, 246, "s-read", "f-read-soft"),
        _flowers(),
    )


def near_land(tried: str) -> tuple[Element, ...]:
    """The reader's own side alone: phone, road, office; the sign says what is `tried`."""
    return (
        _mountains(),
        _hills(),
        _roads(1),
        _trees(),
        _smtp_sign(112, 34) if tried == "SMTP" else _imap_sign(112, 34, tried),
        _phone(55, 60, "s-send", "f-send-soft"),
        _teacup(16, 94),
        _sender_office(),
    )


def book(*, opened: bool = False, word: str = "MX", width: int = 17) -> Element:
    """The address book (DNS) on its stand, between the offices; open at records of one type."""
    stand = group(
        ellipse(172, 172, 17, 3, "po-shade"),
        path("M172 158V171M163 172H181", "f-none s-line w-3 round"),
    )
    if opened:
        pages = group(
            path("M172 158Q160 150 146 155V132Q160 127 172 135Z", "f-paper s-accent w-2 round"),
            path("M172 158Q184 150 198 155V132Q184 127 172 135Z", "f-glow s-accent w-2 round"),
            path("M151 139Q159 136 167 140M151 146Q159 143 167 147", "f-none s-sub w-2 round"),
            _words(185, 150, word, width, "f-accent"),
        )
    else:
        pages = group(
            path("M158 136H187V158H158Z", "f-accent s-accent w-2 round"),
            path("M161 158H187V154H161Z", "f-paper"),
            path("M166 143H180", "f-none s-paper w-2 round"),
        )
    return group(stand, pages)


def lit_box() -> Element:
    """The friend's own box, lit up and drawn out over its neighbours: a letter is in it."""
    x, y = BOX
    return group(
        rect(x - 5, y - 5, 44, 50, "f-glow s-paper w-6", 4),
        rect(x - 5, y - 5, 44, 50, "f-glow s-read w-4", 4),
        _number(x + 6, y + 10, BOX_NUMBER),
    )


def _number(x: int, y: int, number: int) -> Element:
    return el("text", {"class": "po-number f-ink", "x": x, "y": y}, str(number))


def _mountains() -> Element:
    # Far ranges with the first snow on them, as from Matsumoto in November.
    return group(
        path("M84 96L128 30L150 58L176 20L214 74L232 96Z", "po-far"),
        path("M128 30L119 44L126 42L131 47L139 44ZM176 20L163 40L171 37L178 44L190 40Z", "po-snow"),
        path("M0 92L16 74L34 96ZM330 96L352 66L360 76V96Z", "po-far"),
    )


def _hills() -> Element:
    return group(
        path("M0 88Q60 70 130 84T260 80T360 84V336H0Z", "f-hill"),
        path("M0 196Q70 168 150 190T300 176T360 184V336H0Z", "po-haze"),
        path("M0 262Q90 240 180 262T360 250V336H0Z", "f-hill-low"),
    )


def _roads(count: int = 3) -> Element:
    legs = (
        "M90 92C124 62 190 62 224 122",
        "M322 148C354 174 352 240 306 274",
        "M86 250H140",
    )[:count]
    return group(
        (path(leg, "po-road") for leg in legs), (path(leg, "po-way dotted") for leg in legs)
    )


def _smtp_sign(x: int, y: int) -> Element:
    # An arrow: SMTP carries onward. Its counterpart is a window: two shapes, not colours alone.
    sign = group(
        path("M0 10V24", "po-trunk"),
        path("M-24 -10H18L28 0L18 10H-24Z", "f-send s-paper w-2 round"),
        _words(-1, 5, "SMTP", 38, "f-paper"),
    )
    return at(x, y, sign)


def _imap_sign(x: int, y: int, word: str = "IMAP") -> Element:
    sign = group(
        path("M0 10V20", "po-trunk"),
        rect(-24, -11, 48, 22, "f-read s-paper w-2", 11),
        _words(0, 5, word, 9 * len(word), "f-paper"),
    )
    return at(x, y, sign)


def _words(x: int, y: int, text: str, width: int, classes: str) -> Element:
    # The length is fixed, so that a reader's own font cannot burst the sign.
    return el(
        "text",
        {
            "class": f"po-sign {classes}",
            "x": x,
            "y": y,
            "textLength": width,
            "lengthAdjust": "spacingAndGlyphs",
        },
        text,
    )


def _trees() -> Element:
    return group(
        _cedar(18, 178, 100),
        _cedar(34, 184, 75),
        _ginkgo(108, 188),
        _persimmon(344, 122),
    )


def _cedar(x: int, y: int, percent: int) -> Element:
    tree = group(
        ellipse(0, 1, 10, 2, "po-shade"),
        path("M0 0V-8", "po-trunk"),
        path("M0 -40L11 -22H6L13 -7H-13L-6 -22H-11Z", "po-tree"),
    )
    return at(x, y, tree, percent=percent)


def _ginkgo(x: int, y: int) -> Element:
    tree = group(
        ellipse(0, 1, 14, 3, "po-shade"),
        path("M0 0V-18M0 -12L6 -20", "po-trunk"),
        circle(-7, -24, 9, "po-ginkgo"),
        circle(7, -25, 9, "po-ginkgo"),
        circle(0, -34, 10, "po-ginkgo"),
        path("M-9 -26l3 -2M5 -24l3 2M-2 -36l4 1M1 -29l3 -2", "f-none s-lock w-1 round"),
        path("M-16 1l4 -2M10 2l4 -2M17 -1l3 1", "f-none po-leaf"),
    )
    return at(x, y, tree)


def _persimmon(x: int, y: int) -> Element:
    tree = group(
        path("M0 14V-4M0 2L-8 -6M0 -2L8 -10M-4 -2L-4 -10M4 -6L3 -14", "po-trunk"),
        circle(-9, -2, 3, "f-roof-send"),
        circle(9, -5, 3, "f-roof-send"),
        circle(3, -9, 3, "f-roof-send"),
        circle(-4, -7, 3, "f-roof-send"),
    )
    return at(x, y, tree, percent=80)


def _phone(x: int, y: int, stroke: str, screen: str) -> Element:
    return group(
        ellipse(x, y + 44, 30, 4, "po-shade"),
        rect(x - 25, y - 43, 50, 86, f"f-paper {stroke} w-4", 9),
        rect(x - 19, y - 35, 38, 64, screen, 3),
        path(f"M{x - 4} {y - 39}H{x + 4}", f"f-none {stroke} w-2 round"),
        circle(x, y + 36, 3, f"f-none {stroke} w-2"),
    )


def _teacup(x: int, y: int) -> Element:
    cup = group(
        ellipse(0, 11, 11, 2, "po-shade"),
        path("M-8 -2H8Q8 10 3 11H-3Q-8 10 -8 -2Z", "f-read-soft s-read w-1 round"),
        path("M-3 -6q-3 -4 0 -8M3 -6q3 -4 0 -8", "f-none s-sub w-1 round faint"),
    )
    return at(x, y, cup)


def _clerk(x: int, y: int, uniform: str) -> Element:
    return group(
        path(f"M{x - 9} {y + 16}C{x - 9} {y + 5} {x + 9} {y + 5} {x + 9} {y + 16}Z", uniform),
        circle(x, y, 7, "f-letter s-ink w-1"),
        path(f"M{x - 8} {y - 2}Q{x} {y - 13} {x + 8} {y - 2}Z", uniform),
        circle(x - 2, y + 1, 1, "f-letter-ink"),
        circle(x + 3, y + 1, 1, "f-letter-ink"),
    )


def _post_mark(x: int, y: int, colour: str) -> Element:
    mark = f"M{x - 5} {y - 4}H{x + 5}M{x - 5} {y}H{x + 5}M{x} {y}V{y + 6}"
    return group(circle(x, y, 10, "f-paper"), path(mark, f"f-none {colour} w-2"))


def _sender_office() -> Element:
    return group(
        ellipse(288, 149, 60, 5, "po-shade"),
        rect(240, 92, 96, 56, "f-paper s-send w-2", 2),
        path("M288 46L230 94H346Z", "f-roof-send s-roof-send w-4 round"),
        path("M240 84H336M254 73H322M268 62H308", "f-none s-paper w-1 faint"),
        _post_mark(288, 76, "s-roof-send"),
        rect(247, 106, 36, 26, "f-glow s-send w-2", 2),
        _clerk(265, 117, "f-roof-send"),
        path("M243 132H287", "f-none s-send w-4 round"),
        rect(298, 108, 28, 40, "f-send-soft s-send w-2", 2),
        path("M312 108V148M298 120H326", "f-none s-send w-1"),
        circle(308, 130, 1, "f-send"),
    )


def _recipient_office() -> Element:
    x, y = BOX
    others = [
        group(
            rect(x + BOX_WIDTH * column, y + BOX_HEIGHT * row, BOX_WIDTH, BOX_HEIGHT,
                 "f-paper s-read w-2", 2),
            _number(x + BOX_WIDTH * column + 15, y + BOX_HEIGHT * row + 12,
                    BOX_NUMBER + column + 3 * row),
            path(f"M{x + BOX_WIDTH * column + 9} {y + BOX_HEIGHT * row + 21}h12",
                 "f-none s-read w-2 round faint"),
        )
        for row in range(2) for column in range(3)
    ]  # fmt: skip
    return group(
        ellipse(212, 287, 92, 6, "po-shade"),
        rect(140, 206, 150, 80, "f-paper s-read w-2", 2),
        path("M215 164L126 208H304Z", "f-roof-read s-roof-read w-4 round"),
        path("M140 200H290M160 190H270M180 180H250", "f-none s-paper w-1 faint"),
        _post_mark(215, 191, "s-roof-read"),
        others,
        rect(247, 224, 34, 28, "f-glow s-read w-2", 2),
        _clerk(264, 237, "f-roof-read"),
        path("M243 252H286", "f-none s-read w-4 round"),
        path("M250 286V264H278V286", "f-read-soft s-read w-2 round"),
    )


def _flowers() -> Element:
    spots = ((14, 318), (132, 316), (300, 322), (350, 232), (112, 226))
    return group(
        group(
            path(f"M{x} {y + 5}V{y}", "f-none s-read w-1"),
            circle(x, y, 2, "f-stamp"),
            circle(x + 4, y + 2, 1, "f-stamp"),
        )
        for x, y in spots
    )
