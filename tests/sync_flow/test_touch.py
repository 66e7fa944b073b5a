"""What a box and its devices tell when they are touched, and what an address may say of deeds."""

import pytest
from explainer_kit.markup import text_of
from explainer_kit.registry import find
from explainer_kit.view import lens_of
from sync_flow.acts import NAMEABLE, acts_of
from sync_flow.touch import touch

SYNC = find("sync_flow")


def told(story, key):
    """What a spot tells at the end of a story."""
    spot = next(spot for spot in touch(story).spots if spot.key == key)
    *_, last = spot.told.values()
    return {line.term: "\n".join(text_of(part) for part in line.told) for line in last}


@pytest.mark.parametrize("settings", [preset.settings for preset in SYNC.presets])
def test_every_run_can_be_touched(settings):
    html = lens_of(SYNC, SYNC.run(settings), "touch")
    assert html.count("px-grip") == (len(SYNC.run(settings).steps) > 1)


def test_a_device_tells_where_it_is_not_what_the_box_holds():
    away = SYNC.run({"day": "left-behind"})
    assert "箱では受信箱（既読）" in told(away, "phone")["箱とのちがい"]
    assert told(away, "computer")["箱とのちがい"] == "ありません。箱と同じです。"


def test_the_box_has_not_heard_what_a_device_keeps_to_tell_later():
    actions = [
        {"do": "offline", "device": "phone"},
        {"do": "read", "device": "phone", "mail": "news"},
    ]
    story = SYNC.run({"day": "quiet"}, actions)
    assert told(story, "office")["まだ聞いていないこと"] == "スマホで控えている1件"
    assert told(story, "phone")["あとで箱に伝えること"] == "1件を控えています。"
    assert "会報（未読）" in told(story, "office")["箱にある手紙"]
    assert "会報（未読）" not in told(story, "phone")["画面に見える手紙"]


def test_what_the_box_tells_is_its_last_state():
    story = SYNC.run({"day": "arrive", "room": "full"})
    assert told(story, "office")["空き"] == "22 kB のうち 19 kB を使っています。"


def test_a_further_tab_says_nothing_before_it_joins():
    story = SYNC.run({"day": "quiet"}, [{"do": "join", "device": "tab2"}])
    spot = next(spot for spot in touch(story).spots if spot.key == "tab2")
    assert spot.told[story.steps[0].id] == ()
    assert told(story, "tab2")["箱への窓"] == "ひらいています。"


def test_under_pop3_screens_are_copies_and_are_not_compared():
    story = SYNC.run({"protocol": "pop3"})
    assert "写し" in told(story, "phone")["箱とのつながり"]
    assert "箱とのちがい" not in told(story, "phone")


def test_an_address_names_only_words_of_actions_that_there_are():
    for do in NAMEABLE["do"]:
        about = {"mail": "photo"} if do in ("read", "flag") else {}
        assert isinstance(acts_of([{"do": do, "device": "phone", **about}], ("phone",)), tuple)
    assert not any("@" in word or "." in word for words in NAMEABLE.values() for word in words)
    assert {"join", "close"}.isdisjoint(NAMEABLE["do"])
