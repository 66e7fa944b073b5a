"""The same page in other tabs: they join as devices, follow each other, and outlive their host."""

import json

import pytest

pytestmark = pytest.mark.browser

HOST = "加わっています"
GUEST = "このタブは「2枚めのタブ」です"


@pytest.fixture
def tabs(post, served, context):
    """Open further tabs of the page: call it with nothing."""

    def another():
        other = type(post)(context.new_page(), served)
        return other.open("hands.html")

    post.open("hands.html")
    post.page.wait_for_selector(".px-together[data-phase=alone]")
    post.page.wait_for_function("async () => (await navigator.locks.query()).held.length === 1")
    return another


def line(tab):
    return tab.page.locator(".px-together")


def settled(tab, actions):
    """Wait until a tab shows a run of just these deeds, in short: `join tab2`."""
    tab.page.evaluate(
        """(wanted) => new Promise((resolve) => {
            const figure = document.getElementById("box");
            const short = ({ do: deed, device, mail }) =>
                [deed, device, mail].filter(Boolean).join(" ");
            const look = () => figure.actions.map(short).join() === wanted && resolve();
            figure.addEventListener("explainer-story", look);
            look();
        })""",
        ",".join(actions),
    )


def join(tab):
    tab.page.get_by_role("button", name="このタブも端末になる").click()


def read(tab, device, label):
    panel = tab.figure("box").get_by_role("region", name=device)
    panel.locator("summary", has_text=label).click()


def test_another_tab_is_asked_and_python_is_not_loaded_before(tabs):
    second = tabs()
    line(second).get_by_role("button").wait_for()
    assert "別のタブでも開いています" in line(second).inner_text()
    assert not second.python


def test_a_tab_that_joins_is_a_device_in_both(tabs, post):
    second = tabs()
    join(second)
    for tab in (post, second):
        settled(tab, ["join tab2"])
        assert tab.figure("box").get_by_role("region", name="2枚めのタブ").is_visible()
    assert GUEST in line(second).inner_text()
    assert HOST in line(post).inner_text()
    assert second.page.locator("[data-own]").get_attribute("aria-label") == "2枚めのタブ"
    assert post.page.locator("[data-own]").count() == 0


def test_what_is_done_in_one_is_seen_in_the_other(tabs, post):
    second = tabs()
    join(second)
    settled(post, ["join tab2"])
    settled(second, ["join tab2"])
    read(second, "2枚めのタブ", "会報")
    settled(post, ["join tab2", "read tab2 news"])
    read(post, "スマホ", "旅の予定")
    settled(second, ["join tab2", "read tab2 news", "read phone trip"])
    assert json.dumps(post.get("figure.story", "box")) == json.dumps(
        second.get("figure.story", "box")
    )


def test_a_guest_takes_back_what_the_host_has_done(tabs, post):
    second = tabs()
    join(second)
    settled(second, ["join tab2"])
    read(post, "スマホ", "会報")
    settled(second, ["join tab2", "read phone news"])
    second.figure("box").get_by_role("button", name="ひとつ戻す").click()
    settled(post, ["join tab2"])
    settled(second, ["join tab2"])


def test_a_tab_that_closes_leaves_its_device_shut(tabs, post):
    second = tabs()
    join(second)
    settled(post, ["join tab2"])
    second.page.close()
    settled(post, ["join tab2", "close tab2"])
    assert HOST not in line(post).inner_text()


def test_when_the_host_closes_a_guest_goes_on_with_the_list(tabs, post):
    second, third = tabs(), tabs()
    join(second)
    settled(second, ["join tab2"])
    join(third)
    for tab in (second, third):
        settled(tab, ["join tab2", "join tab3"])
    post.page.close()
    line(second).get_by_text(HOST).wait_for()
    read(third, "3枚めのタブ", "会報")
    for tab in (second, third):
        settled(tab, ["join tab2", "join tab3", "read tab3 news"])


def test_a_host_that_does_not_answer_is_relieved(tabs, post):
    second = tabs()
    join(second)
    settled(second, ["join tab2"])
    # It sleeps, as phones let tabs sleep.
    post.page.evaluate("() => { BroadcastChannel.prototype.postMessage = () => {}; }")
    read(second, "2枚めのタブ", "会報")
    settled(second, ["join tab2", "read tab2 news"])
    line(post).get_by_role("button").wait_for()


def test_two_further_tabs_are_the_most(tabs):
    others = [tabs(), tabs(), tabs()]
    for count, tab in enumerate(others[:2], 2):
        join(tab)
        settled(tab, [f"join tab{number}" for number in range(2, count + 1)])
    join(others[2])
    line(others[2]).get_by_text("これ以上の端末は加われません").wait_for()


def test_beginning_anew_sends_the_guests_home(tabs, post):
    second = tabs()
    join(second)
    settled(post, ["join tab2"])
    settled(second, ["join tab2"])
    post.figure("box").get_by_role("button", name="もとの条件にもどす").click()
    line(second).get_by_role("button").wait_for()
    read(second, "スマホ", "会報")
    settled(second, ["join tab2", "read phone news"])
    settled(post, [])


HOSTILE = [
    None,
    "list",
    7,
    [],
    {},
    {"form": 2, "type": "list", "from": "x"},
    {"form": 1, "type": "list", "from": "x"},
    {"form": 1, "type": "list", "from": "x", "settings": {}, "actions": [], "tabs": {}},
    {"form": 1, "type": "act", "from": "x", "action": {"do": "read", "device": "phone"}},
    {"form": 1, "type": "act", "from": "x", "action": {"do": {"a": 1}}},
    {"form": 1, "type": "undo", "from": "x"},
    {"form": 1, "type": ["join"], "from": "x"},
    {"form": 1, "type": "join", "from": {"toString": 1}},
    {"form": 1, "type": "join", "from": "x" * 40_000},
    {"form": 1, "type": "<img src=x onerror=alert(1)>", "from": "<b>", "to": "<i>"},
]


def test_foreign_messages_change_nothing_and_break_nothing(tabs, post):
    second = tabs()
    join(second)
    settled(post, ["join tab2"])
    settled(second, ["join tab2"])
    third = tabs()
    third.page.evaluate(
        """async (messages) => {
            const { held } = await navigator.locks.query();
            const name = held.map(({ name }) => name).sort()[0];
            const channel = new BroadcastChannel(name);
            for (const message of messages) channel.postMessage(message);
        }""",
        HOSTILE,
    )
    read(post, "スマホ", "会報")
    for tab in (post, second):
        settled(tab, ["join tab2", "read phone news"])
        assert tab.messages == []


def test_a_browser_without_locks_says_so(post):
    post.page.add_init_script("delete Navigator.prototype.locks;")
    post.open("hands.html")
    line(post).get_by_text("このブラウザでは").wait_for()
