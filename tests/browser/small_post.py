"""A small explainer for the tests of figure and player: every kind of control, event and travel.

A postcard goes by two offices to a friend. It refuses a wrong name, and it puts the reader's own
words into label, reply and bytes, so that hostile text has every chance to break out.
"""

from explainer_kit.controls import Choice, Number, Option, Text, Toggle
from explainer_kit.explainer import Explainer, Preset
from explainer_kit.markup import el
from explainer_kit.scene import Frame, Note, Place, Scene, Travel
from explainer_kit.story import Actor, Event, Outcome, Step, Story

CONTROLS = (
    Choice(
        "port",
        "ポート",
        (
            Option("587", "587", "差し出し口"),
            Option("25", "25", "局どうしの口"),
            Option("465", "465"),
        ),
        "587",
        help="郵便局の入り口の番号です。",
    ),
    Toggle("known", "宛先がある", True, help="切ると、友だちの箱がなくなります。"),
    Number("stamps", "切手", 1, 0, 5, unit="枚"),
    Text("subject", "件名", "こんにちは", max_length=60),
    Text("message", "本文", "元気ですか。", max_length=200, multiline=True),
)
PLACES = {
    "phone": ("あなたのスマホ", 70, 130),
    "here": ("あなたの郵便局", 284, 26),
    "there": ("友だちの郵便局", 212, 284),
    "friend": ("友だちのスマホ", 70, 284),
}
WAITS = {"587": "少し待ちます。", "25": "ずいぶん待ちます。", "465": "少し待ちます。"}
ACTORS = tuple(Actor(name, label, "place") for name, (label, _, _) in PLACES.items())


def simulate(settings, actions):
    subject, message = settings["subject"], settings["message"]
    letter = f"Subject: {subject}\r\n\r\n{message}\r\n.\r\n".encode()
    known = settings["known"]
    reply = b"250 2.1.5 OK\r\n" if known else "550 5.1.1 宛先がありません\r\n".encode()
    steps = [
        Step(
            "greet",
            "greet",
            0,
            "phone",
            "here",
            "スマホが、郵便局にあいさつをします。",
            "窓口の人が名のり、スマホも名のります。",
            events=(
                Event(0, 0, "here", "here", "decision", f"{settings['port']}番の口をあけています"),
                Event(20, 1, "here", "phone", "data", "", b"220 mail.example.test ESMTP\r\n"),
                Event(40, 1, "phone", "here", "data", "", b"EHLO phone.example.test\r\n"),
                Event(45, 1, "phone", "here", "wire", "83バイトの封をした記録"),
            ),
        ),
        Step(
            "label",
            "envelope",
            60,
            "phone",
            "here",
            "「だれから、だれへ」という荷札を、窓口に伝えて確かめてもらいます。",
            "荷札は手紙の中身とは別のものです。",
            events=(
                Event(60, 1, "phone", "here", "data", "", b"RCPT TO:<kaze@example.org>\r\n"),
                Event(80, 1, "here", "phone", "data", "", reply),
            ),
        ),
    ]
    if known:
        steps += [
            Step(
                "letter",
                "letter",
                100,
                "phone",
                "here",
                "手紙の本文をわたします。",
                f"件名は「{subject}」です。",
                events=(
                    Event(100, 1, "phone", "here", "data", "", letter),
                    Event(105, 1, "phone", "here", "wire", "", b"\x17\x03\x03\x00\xff\x80abc"),
                ),
            ),
            Step(
                "mx",
                "mx",
                140,
                "here",
                "there",
                "住所録で、友だちの郵便局をさがします。",
                "DNSのMXという記録です。",
                events=(Event(140, 0, "here", "there", "dns", "example.org の MX は？"),),
            ),
            Step("wait", "wait", 200, "here", "there", WAITS[settings["port"]], "局しだいです。"),
            Step(
                "read",
                "read",
                300_200,
                "friend",
                "there",
                "友だちのスマホが、窓から箱をのぞいて読みます。",
                "のぞいても、箱からはなくなりません。",
                events=(
                    Event(300_000, 0, "there", "there", "clock", "5分たちました"),
                    Event(300_200, 2, "friend", "there", "data", "", b"a1 FETCH 1 BODY[]\r\n"),
                    Event(300_220, 2, "there", "friend", "data", "", letter),
                ),
            ),
        ]
    end = steps[-1].id
    outcome = (
        Outcome("read", True, end, "250 2.0.0 OK", "宛先があり、箱に入りました。", None)
        if known
        else Outcome(
            "refused",
            False,
            end,
            f"550 5.1.1 {subject}",
            "その名前の箱がありません。",
            "宛先を見なおす",
        )
    )
    return Story("small_post", settings, ACTORS, tuple(steps), outcome, hero=end)


def house(x, y, roof):
    return el(
        "g",
        {"transform": f"translate({x} {y})"},
        el("path", {"class": "f-paper s-line w-2 round", "d": "M-36 0L0 -26L36 0V50H-36Z"}),
        el("path", {"class": f"f-none {roof} w-6 round", "d": "M-42 2L0 -29L42 2"}),
        el("rect", {"class": "f-send-soft", "x": -18, "y": 14, "width": 36, "height": 10, "rx": 3}),
    )


def phone(x, y):
    return el(
        "g",
        {"transform": f"translate({x} {y})"},
        el(
            "rect",
            {
                "class": "f-paper s-accent w-3",
                "x": -21,
                "y": -36,
                "width": 42,
                "height": 72,
                "rx": 9,
            },
        ),
        el(
            "rect", {"class": "f-send-soft", "x": -14, "y": -27, "width": 28, "height": 46, "rx": 3}
        ),
    )


def card():
    return el(
        "g",
        {},
        el(
            "rect",
            {
                "class": "f-letter s-letter-ink w-2",
                "x": -21,
                "y": -14,
                "width": 42,
                "height": 28,
                "rx": 3,
            },
        ),
        el("rect", {"class": "f-stamp", "x": 9, "y": -10, "width": 8, "height": 10}),
        el("path", {"class": "f-none s-letter-ink w-2 round", "d": "M-16 -6H2M-16 0H2M-16 6H-4"}),
    )


WAY = "M90 70C140 20 180 40 200 66S240 110 262 98"
ON = "M284 150C284 180 250 190 220 196"


def draw(story):
    base = (
        el(
            "path",
            {"class": "f-hill", "d": "M0 300V206Q46 180 92 198T184 194T276 202T360 192V300Z"},
        ),
        el("path", {"class": "f-hill-low", "d": "M0 300V250Q60 230 120 246T240 244T360 246V300Z"}),
        phone(70, 76),
        house(284, 84, "s-roof-send"),
        house(204, 214, "s-roof-read"),
        phone(70, 232),
    )
    frames = []
    for step in story.steps:
        travels, notes, tone = (), (), "send"
        match step.id:
            case "greet" | "label" | "letter":
                travels = (Travel(card(), (90, 70), (262, 98), WAY),)
                if step.id == "label":
                    notes = (
                        Note(
                            "550" if not story.outcome.ok else "250",
                            250,
                            60,
                            "bad" if not story.outcome.ok else "good",
                        ),
                    )
            case "mx":
                travels = (
                    Travel(card(), (262, 98), (90, 70), WAY.replace("M90 70", "M90 70"), "lock"),
                    Travel(card(), (284, 150), (220, 196), ON, "send"),
                )
            case "read":
                tone = "read"
                travels = (Travel(card(), (180, 216), (92, 232), "M180 216L92 232", "read"),)
        frames.append(Frame(step.id, (step.source, step.target), (), travels, notes, tone))
    return Scene(
        360,
        300,
        base,
        tuple(Place(name, label, x, y) for name, (label, x, y) in PLACES.items()),
        tuple(frames),
        "スマホから、二つの郵便局を通って、友だちのスマホまで",
    )


explainer = Explainer(
    name="small_post",
    title="はがきの旅",
    summary="はがきが友だちに届くまで。",
    controls=CONTROLS,
    presets=(
        Preset("friend", "友だちにはがきを送る", {}, "read"),
        Preset("wrong", "宛先をまちがえる", {"known": False}, "refused"),
    ),
    outcomes={"read": "友だちが読みました", "refused": "窓口でことわられました"},
    simulate=simulate,
    draw=draw,
    show=("port", "known", "stamps", "subject", "message"),
    model="郵便局は二つだけです（RFC 5321 2.1節）。",
)
