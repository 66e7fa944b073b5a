"""The shortest whole explainer: how hot the water should be for a tea.

Read it from top to bottom to write one of your own. Its own distribution would name it in
pyproject.toml:

    [project.entry-points."explainer_kit.explainers"]
    kettle = "example_kettle:explainer"

after which an article may say `/// explainer | kettle`.
"""

from explainer_kit import (
    Actor,
    Choice,
    Event,
    Explainer,
    Frame,
    Number,
    Option,
    Outcome,
    Place,
    Preset,
    Scene,
    Step,
    Story,
    Text,
    Travel,
    el,
)

# 1. What the reader may set. Names are the settings' own; labels and help are for the reader.
CONTROLS = (
    Choice("tea", "お茶", (Option("sencha", "煎茶"), Option("hojicha", "ほうじ茶")), "sencha"),
    Number(
        "celsius", "湯の温度", 75, 50, 100, step=5, unit="℃", help="沸いてから少し待つと下がります"
    ),
    Text("guest", "だれに", "わたし", max_length=20),
)

# 2. What happens. A pure function of the settings: no clock, no chance, no floats in the result.
BEST = {"sencha": range(70, 85), "hojicha": range(90, 101)}


def simulate(settings, actions):
    """Brew once and tell it in three steps."""
    celsius, best = settings["celsius"], BEST[settings["tea"]]
    taste = "right" if celsius in best else "bitter" if celsius > best[-1] else "weak"
    said = {
        "right": "おいしくはいりました。",
        "bitter": "苦くなりました。",
        "weak": "薄くなりました。",
    }
    steps = (
        Step(
            "boil", "boil", 0, "kettle", "kettle", "湯をわかしています。", "沸きたては約100℃です。"
        ),
        Step(
            "pour",
            "pour",
            60_000,
            "kettle",
            "pot",
            f"{celsius}℃の湯を注ぎました。",
            "温度が、渋みの出かたを決めます。",
            events=(Event(60_000, 0, "kettle", "pot", "data", f"{celsius}℃", b"\x00"),),
        ),
        Step("drink", "drink", 120_000, "pot", "guest", said[taste], "香りは熱いほど立ちます。"),
    )
    fix = None if taste == "right" else f"{best[0]}〜{best[-1]}℃にしてみましょう。"
    outcome = Outcome(taste, taste == "right", "drink", None, said[taste], fix)
    actors = (
        Actor("kettle", "やかん", "thing"),
        Actor("pot", "急須", "thing"),
        Actor("guest", settings["guest"] or "だれか", "person"),
    )
    return Story("kettle", settings, actors, steps, outcome, hero="drink")


# 3. How it looks: what stands still, then a frame for each step. Class names, never colours.
def draw(story):
    """Draw a kettle, a pot and a guest; a drop goes from one to the next."""
    drop = el("circle", {"r": 6, "class": "f-accent"})
    spots = {"kettle": (60, 150), "pot": (180, 150), "guest": (300, 150)}

    def travel(step):
        (x, y), (to_x, to_y) = spots[step.source], spots[step.target]
        if step.source == step.target:
            return ()
        return (Travel(drop, (x, y), (to_x, to_y), f"M{x} {y}L{to_x} {to_y}"),)

    return Scene(
        width=360,
        height=300,
        base=tuple(
            el("circle", {"cx": x, "cy": y, "r": 30, "class": "f-paper s-line w-2"})
            for x, y in spots.values()
        ),
        places=tuple(Place(a.id, a.label[:8], spots[a.id][0], 210) for a in story.actors),
        frames=tuple(Frame(s.id, (s.source, s.target), travels=travel(s)) for s in story.steps),
        alt="やかんから急須へ、急須から湯のみへ、お茶がはいるまで",
    )


# 4. All of it together, with runs that promise how they end.
explainer = Explainer(
    name="kettle",
    title="お茶の湯かげん",
    summary="湯の温度で、お茶の味がどう変わるか。",
    controls=CONTROLS,
    presets=(
        Preset("gentle", "煎茶を75℃で", {}, "right"),
        Preset("hasty", "煎茶に熱湯", {"celsius": 100}, "bitter"),
    ),
    outcomes={"right": "おいしい", "bitter": "苦い", "weak": "薄い"},
    simulate=simulate,
    draw=draw,
    show=("tea", "celsius"),
    model="温度だけを見ています。茶葉の量と時間は同じです。",
)
