"""Things of her days. Each stands on (0, 0), the middle of its foot, and is about 200 wide."""

from __future__ import annotations

from .svg import circle, ellipse, group, line, path, polar, rect

__all__ = [
    "apple",
    "books",
    "camera",
    "coffee",
    "envelope",
    "key",
    "lantern",
    "padlock",
    "postcard",
    "prints",
    "rabbit",
    "shadow",
    "snow_house",
    "sweets",
    "tea_canister",
    "teacup",
    "torii",
]


def shadow(half: float) -> str:
    """What a thing throws onto where it stands."""
    return ellipse(0, 0, half, half * 0.11, "#4a3420", opacity="0.16")


def _steam(x: float, y: float, tall: float) -> str:
    curl = f"c-16 {-tall * 0.34:.0f} 16 {-tall * 0.56:.0f} 0 {-tall:.0f}"
    return line(f"M{x} {y}{curl}M{x + 26} {y - 8}{curl}", "#ffffff", 6, opacity="0.85")


def teacup() -> str:
    """A 湯のみ with green tea and a brushed band."""
    return (
        shadow(92)
        + path("M-62 -128C-62 -60 -56 -20 -38 -6Q0 4 38 -6C56 -20 62 -60 62 -128Z", "#6f9f8c")
        + path(
            "M30 -128C34 -60 30 -20 20 -2Q30 -3 38 -6C56 -20 62 -60 62 -128Z",
            "#4f806d",
            opacity="0.45",
        )
        + line("M-59 -84q20 -13 40 0t40 0t38 -2", "#f5efdf", 7, opacity="0.8")
        + line("M-57 -66q20 -11 38 0t40 0t36 -2", "#f5efdf", 3, opacity="0.6")
        + ellipse(0, -128, 62, 15, "#587f70")
        + ellipse(0, -126, 55, 11.5, "#a9a145")
        + ellipse(-14, -128, 20, 3.5, "#ffffff", opacity="0.35")
        + _steam(-12, -152, 74)
    )


def tea_canister() -> str:
    """A 茶筒 covered with printed paper."""
    checks = [
        group([path("M0 -15L13 0L0 15L-13 0Z", colour)], (x, y))
        for y in (-96, -66, -36)
        for x, colour in ((-36, "#e9c46a"), (0, "#f6efe0"), (36, "#e9c46a"))
    ]
    return (
        shadow(72)
        + rect(-55, -150, 110, 150, "#a6473c", 8)
        + "".join(checks)
        + rect(-58, -166, 116, 36, "#8a372f", 9)
        + rect(-58, -134, 116, 4, "#ffffff", opacity="0.25")
        + rect(30, -150, 25, 150, "#4a120d", 8, opacity="0.2")
    )


def sweets() -> str:
    """A plate with a 練り切り shaped as a flower, a 桜餅 in its leaf, and a pick."""
    grooves = "".join(
        f"M0 0L{x:.0f} {y * 0.72:.0f}" for x, y in (polar(36 * k + 18, 44) for k in range(10))
    )
    flower = (
        "".join(
            group([ellipse(0, -25, 19, 24, "#f3b6c3" if k % 2 else "#f7c9d2")], turn=36 * k)
            for k in range(10)
        )
        + line(grooves, "#dd8ba0", 2, opacity="0.6")
        + circle(0, 0, 12, "#f6dc8b")
        + circle(0, 0, 5, "#e4b84a")
    )
    mochi = (
        ellipse(0, -22, 44, 34, "#f2b9bf")
        + path("M-48 -18C-40 -52 20 -64 50 -22C40 4 -24 16 -48 -18Z", "#7f9a55")
        + line(
            "M-42 -20Q4 -36 44 -22M-20 -27l8 -16M4 -31l8 -15M-14 -25l10 16M10 -29l8 17",
            "#5d7a3c",
            2.4,
            opacity="0.6",
        )
    )
    return (
        ellipse(0, -3, 122, 15, "#4a3420", opacity="0.16")
        + ellipse(0, -15, 120, 24, "#54736f")
        + ellipse(0, -21, 120, 23, "#7d9d97")
        + ellipse(0, -22, 98, 17, "#6c8d87")
        + group([mochi], (50, -22), 0.95)
        + group([flower], (-42, -54), 1.02)
        + line("M2 -8L92 -26", "#c9a06a", 5)
    )


def torii() -> str:
    """A vermilion 鳥居 at the top of stone steps."""
    red, dark = "#cc5140", "#a53a2e"
    steps = [
        rect(-70 - 11 * k, -24 + 12 * k, 140 + 22 * k, 12, c)
        for k, c in ((0, "#c9c2b6"), (1, "#b8b0a3"))
    ]
    return (
        shadow(112)
        + "".join(steps)
        + path("M-64 -176L-54 -176L-46 -24H-66Z", red)
        + path("M64 -176L54 -176L46 -24H66Z", red)
        + path("M54 -176L64 -176L66 -24H57Z", dark, opacity="0.5")
        + rect(-88, -156, 176, 14, red, 2)
        + rect(-8, -182, 16, 28, dark)
        + path("M-112 -204Q0 -176 112 -204L106 -184Q0 -164 -106 -184Z", red)
        + path("M-120 -216Q0 -188 120 -216L114 -202Q0 -176 -114 -202Z", "#4b3a38")
    )


def lantern() -> str:
    """A stone lantern with its light."""
    return (
        shadow(54)
        + rect(-34, -16, 68, 16, "#aaa294", 3)
        + path("M-14 -16L-10 -84H10L14 -16Z", "#bcb4a6")
        + rect(-30, -98, 60, 14, "#aaa294", 3)
        + rect(-24, -136, 48, 38, "#c6beb0")
        + rect(-13, -130, 26, 28, "#f8d58a", 2)
        + path("M-48 -136Q-20 -146 -12 -166H12Q20 -146 48 -136Z", "#938b7e")
        + circle(0, -172, 9, "#938b7e")
    )


def envelope() -> str:
    """A letter, closed with a seal, on the wing."""
    return (
        rect(-106, -72, 212, 144, "#fffaf0", 8)
        + path("M-106 66L-22 -4M106 66L22 -4", stroke="#d9c3a3", stroke_width=3)
        + path("M-106 -64Q-106 -72 -98 -72H98Q106 -72 106 -64L10 12Q0 20 -10 12Z", "#f6e6cd")
        + path("M-106 -62L-10 12Q0 20 10 12L106 -62", stroke="#d9c3a3", stroke_width=3)
        + circle(0, 10, 23, "#c2513f")
        + circle(0, 10, 17, "#cf6552")
        + path("M0 1C-9 4 -9 15 0 21C9 15 9 4 0 1ZM0 4V24", "#f8e6d8", opacity="0.9")
    )


def postcard() -> str:
    """A picture postcard's written side, with stamp and postmark."""
    return (
        rect(-84, -58, 168, 116, "#fffdf6", 5)
        + line("M-66 -30h72M-66 -10h60M-66 10h72M-66 30h44", "#cdb697", 4)
        + rect(34, -44, 36, 44, "#dd8a5c", 2)
        + rect(38, -40, 28, 36, "#fbe9cf")
        + circle(52, -18, 8, "#c2513f")
        + circle(34, 2, 19, "none", stroke="#7c6a5a", stroke_width=2.5, opacity="0.7")
    )


def key() -> str:
    """An old key with a ribbon through its bow."""
    brass, dark = "#c39a4b", "#9a7430"
    return (
        path("M-50 36C-60 66 -40 84 -52 116L-38 104L-28 118C-20 84 -40 62 -36 38Z", "#a6473c")
        + circle(-46, 0, 42, "none", stroke=brass, stroke_width=18)
        + circle(-46, 0, 50, "none", stroke=dark, stroke_width=2.5, opacity="0.5")
        + circle(-46, 0, 34, "none", stroke=dark, stroke_width=2.5, opacity="0.5")
        + rect(-4, -9, 122, 18, brass, 6)
        + rect(-4, 3, 122, 6, dark, 3, opacity="0.5")
        + rect(6, -16, 12, 32, brass, 3)
        + path("M78 6H90V36H78ZM98 6H112V46H98Z", brass)
        + path("M88 6H90V36H88ZM110 6H112V46H110Z", dark)
    )


def padlock() -> str:
    """A padlock, closed."""
    return (
        shadow(78)
        + path("M-40 -84V-118A40 40 0 0 1 40 -118V-84", stroke="#8d8a86", stroke_width=17)
        + rect(-66, -100, 132, 100, "#5f7f8c", 16)
        + rect(38, -100, 28, 100, "#2f4a55", 14, opacity="0.3")
        + circle(0, -58, 14, "#f4e6c8")
        + path("M-6 -52H6L10 -24H-10Z", "#f4e6c8")
    )


def camera() -> str:
    """A film camera with a leather body, ready on its strap."""
    return (
        shadow(112)
        + path(
            "M-98 -116C-160 -210 -60 -236 0 -222C60 -210 168 -200 98 -116",
            stroke="#7a5138",
            stroke_width=10,
        )
        + path(
            "M-60 -221Q0 -234 62 -210", stroke="#5f3d29", stroke_width=20, stroke_linecap="round"
        )
        + path("M-40 -136L-28 -160H28L40 -136Z", "#d3cdc3")
        + rect(-15, -153, 30, 14, "#5c6f78", 3)
        + rect(-104, -138, 208, 138, "#e4dfd6", 15)
        + rect(-104, -104, 208, 80, "#7d4f3c")
        + rect(-76, -152, 32, 16, "#b9b2a6", 5)
        + rect(54, -150, 26, 14, "#c2513f", 5)
        + circle(0, -66, 56, "#d3cdc3")
        + circle(0, -66, 46, "#3d3a3a")
        + circle(0, -66, 32, "#46606c")
        + circle(0, -66, 17, "#223740")
        + ellipse(-13, -80, 11, 8, "#ffffff", opacity="0.65")
    )


def prints() -> str:
    """Two prints, one over the other, with landscapes."""

    def one(sky: str, hill: str, sun: str) -> str:
        return (
            rect(-62, -70, 124, 140, "#fffdf8", 4)
            + rect(-51, -59, 102, 94, sky)
            + circle(20, -30, 15, sun)
            + path("M-51 35V8Q-20 -18 8 8T51 2V35Z", hill)
        )

    return group([one("#f9dcbf", "#c98b56", "#e9883e")], (22, -80), turn=9) + group(
        [one("#cfe5ea", "#7fae8d", "#fff3cd")], (-26, -70), turn=-8
    )


def coffee() -> str:
    """A cup of coffee on its saucer."""
    return (
        ellipse(0, -2, 128, 15, "#4a3420", opacity="0.16")
        + ellipse(0, -10, 122, 18, "#e6dac6")
        + ellipse(0, -15, 122, 17, "#fffaf0")
        + ellipse(0, -16, 76, 9, "#e6dac6")
        + path("M76 -104C132 -116 134 -46 62 -44", stroke="#fffaf0", stroke_width=15)
        + path("M-84 -122C-82 -54 -60 -20 -40 -16H40C60 -20 82 -54 84 -122Z", "#fffaf0")
        + path("M38 -122C40 -60 30 -26 16 -16H40C60 -20 82 -54 84 -122Z", "#d8c6ab", opacity="0.5")
        + line("M-80 -92Q0 -72 80 -92", "#b26a4a", 5, opacity="0.75")
        + ellipse(0, -122, 84, 18, "#efe3cf")
        + ellipse(0, -120, 74, 13.5, "#6b4630")
        + ellipse(-16, -122, 28, 4.5, "#a9744e", opacity="0.8")
        + _steam(-12, -150, 78)
    )


def books() -> str:
    """Three books lying on each other, a leaf between their pages."""

    def one(y: float, half: float, colour: str, shift: float) -> str:
        return (
            rect(shift - half, y, half * 2, 32, colour, 6)
            + rect(shift - half + 10, y + 6, half * 2 - 4, 20, "#fbf3e2", 3)
            + rect(shift - half, y, 22, 32, colour, 6)
        )

    return (
        shadow(104)
        + one(-32, 96, "#5f7f8c", 0)
        + one(-64, 84, "#a6473c", 6)
        + one(-96, 76, "#8a9a5b", -6)
        + path("M70 -86q34 -18 52 4q-26 16 -52 -4Z", "#df6339")
    )


def apple(r: float = 56) -> str:
    """An apple of 信州, red with a yellow cheek."""
    k = r / 56
    return group(
        [
            path(
                "M0 -92C30 -116 72 -92 62 -44C56 -10 26 6 0 -2"
                "C-26 6 -56 -10 -62 -44C-72 -92 -30 -116 0 -92Z",
                "#cf4a3c",
            ),
            path("M34 -8C58 -20 68 -60 52 -92C60 -50 50 -22 34 -8Z", "#9c2f2a", opacity="0.6"),
            ellipse(-30, -62, 14, 22, "#f6c56d", opacity="0.5"),
            path("M-18 -96Q0 -84 18 -96Q0 -90 -18 -96Z", "#8c2d27"),
            line("M0 -90q-2 -16 8 -26", "#6b4630", 5),
            path("M6 -106q22 -22 42 -8q-16 18 -42 8Z", "#7f9a55"),
        ],
        scale=k,
    )


def rabbit() -> str:
    """A 雪うさぎ: a heap of snow, two leaves and two red berries."""
    return (
        ellipse(0, 0, 92, 11, "#5b7690", opacity="0.2")
        + path("M-92 -2C-96 -58 -50 -84 0 -82C56 -80 96 -46 92 -2Q0 8 -92 -2Z", "#ffffff")
        + path(
            "M92 -2C96 -46 66 -70 30 -79C70 -54 70 -22 48 2Q74 0 92 -2Z", "#c9d8e6", opacity="0.7"
        )
        + path("M-44 -66C-70 -104 -62 -126 -40 -140C-24 -116 -26 -92 -36 -68Z", "#5f8f5b")
        + path("M-14 -76C-20 -114 -4 -132 18 -138C24 -112 12 -92 -4 -74Z", "#4f7f50")
        + circle(-62, -38, 7.5, "#c2382e")
        + circle(-30, -40, 7.5, "#c2382e")
    )


def snow_house() -> str:
    """A small house under deep snow, with a light on."""
    return (
        ellipse(0, 0, 122, 12, "#5b7690", opacity="0.16")
        + rect(-82, -92, 164, 92, "#a98467")
        + rect(-82, -92, 164, 16, "#7f5f4a", opacity="0.5")
        + rect(-58, -66, 50, 40, "#fbd98a", 3)
        + line("M-33 -66V-26M-58 -46H-8", "#7f5f4a", 4)
        + rect(22, -70, 38, 70, "#7f5f4a", 3)
        + rect(46, -156, 22, 46, "#8b6a54")
        + path(
            "M-118 -84Q-104 -112 -60 -136Q0 -176 14 -170Q40 -164 118 -90"
            "Q122 -74 104 -78Q60 -70 20 -80Q-40 -70 -76 -78Q-112 -70 -118 -84Z",
            "#ffffff",
        )
        + path(
            "M-112 -78Q-76 -70 -40 -76Q20 -78 60 -74L104 -78"
            "Q60 -62 20 -72Q-40 -62 -76 -70Q-106 -64 -112 -78Z",
            "#cddbe8",
        )
        + rect(42, -164, 30, 12, "#ffffff", 6)
    )
