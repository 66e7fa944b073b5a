"""Python in the page: what the reader is told while it starts, and when it fails."""

import json

import pytest

pytestmark = pytest.mark.browser

STUCK = "undefined"  # a worker that never says anything


def said(post, ident="post"):
    return post.figure(ident).locator(".px-said").inner_text()


def reach(post, ident="post"):
    post.figure(ident).get_by_label("ポート").focus()


def failed_with(**failure):
    return f"tell({{ type: 'failed', failure: {json.dumps(failure)} }})"


def page_with(post, kit, small_site, **data):
    (small_site / "limits.html").write_text(kit.page(kit.figure(**data)), "utf-8")
    return post.open("limits.html")


def test_loading_is_told_in_stages_with_real_progress(post, kit):
    post.workers(
        kit.worker(boot="tell({ type: 'progress', stage: 'fetch', received: 2e6, total: 4.1e6 })")
    )
    reach(post.open())
    post.page.wait_for_selector("#post progress[value='488']")
    assert said(post) == "じゅんび：実行環境を受けとる 2.0/4.1 MB"
    assert post.state() == "loading"


@pytest.mark.parametrize(("stage", "words"), [("start", "Pythonを起こす"), ("open", "図をひらく")])
def test_a_stage_without_a_measure_claims_none(post, kit, stage, words):
    post.workers(
        kit.worker(boot=f"tell({{ type: 'progress', stage: '{stage}', received: 1, total: 1 }})")
    )
    reach(post.open())
    post.page.wait_for_selector("#post progress:not([value])")
    assert said(post) == f"じゅんび：{words}"


def test_while_loading_the_baked_runs_go_on(post, kit):
    post.workers(kit.worker(boot=STUCK))
    reach(post.open())
    post.wait("loading")
    post.figure().locator("[data-run=wrong]").click()
    post.page.wait_for_selector("#post .px-verdict.px-ng")
    assert post.state() == "loading"


def test_one_worker_serves_all_figures(post):
    post.open("two.html")
    for ident in ("post", "second"):
        reach(post, ident)
        post.wait("live", ident)
    assert len([url for url in post.requests if url.endswith("worker.mjs")]) == 1


def test_another_figures_boot_leaves_this_one_alone(post):
    reach(post.open("two.html"))
    post.wait("live")
    assert post.state("second") == "ready"


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (
            {"kind": "file", "file": "pyodide.asm.wasm", "status": 404},
            "（pyodide.asm.wasm）を受けとれ",
        ),
        ({"kind": "file", "file": "first.zip", "status": 503}, "サーバーの返事 503"),
        ({"kind": "wasm"}, "WebAssemblyを動かせません"),
        ({"kind": "python", "text": "boom"}, "Pythonを起こせませんでした（boom）"),
    ],
    ids=["missing", "status", "wasm", "python"],
)
def test_a_failed_boot_says_what_failed(post, kit, failure, words):
    post.workers(kit.worker(boot=failed_with(**failure)))
    reach(post.open())
    post.wait("failed")
    assert words in said(post)


def test_a_failed_boot_is_tried_again_on_request(post, kit):
    post.workers(kit.worker(boot=failed_with(kind="file", file="first.zip")))
    reach(post.open())
    post.wait("failed")
    post.workers(kit.worker())
    post.figure().get_by_role("button", name="もう一度").click()
    post.wait("live")


def test_a_wish_that_failed_is_shown_after_trying_again(post, kit):
    # It fails late enough for the typed wish to be part of the same boot.
    post.workers(kit.worker(boot=f"setTimeout(() => {failed_with(kind='wasm')}, 1000)"))
    post.open().figure().get_by_label("件名").fill("雪の朝")
    post.wait("failed")
    post.workers(kit.worker())
    post.figure().get_by_role("button", name="もう一度").click()
    post.wait_for_setting("subject", "雪の朝")


def test_after_a_failed_boot_the_baked_runs_go_on(post, kit):
    post.workers(kit.worker(boot=failed_with(kind="wasm")))
    reach(post.open())
    post.wait("failed")
    post.figure().locator("[data-run=wrong]").click()
    post.page.wait_for_selector("#post .px-verdict.px-ng")


def test_a_manifest_that_is_missing_is_named(post):
    post.page.route("**/manifest.json", lambda route: route.fulfill(status=404, body="no"))
    reach(post.open())
    post.wait("failed")
    assert "manifest.json" in said(post)


def test_a_manifest_of_another_format_is_refused(post):
    post.page.route("**/manifest.json", lambda route: route.fulfill(json={"format": 2}))
    reach(post.open())
    post.wait("failed")
    assert "形式（2）" in said(post)


def test_a_boot_that_stands_still_is_given_up(post, kit, small_site):
    post.workers(kit.worker(boot=STUCK))
    reach(page_with(post, kit, small_site, **{"data-stall-limit": "50"}))
    post.wait("failed")
    assert "「実行環境を受けとる」" in said(post)


def test_a_boot_that_moves_for_ever_is_given_up(post, kit, small_site):
    moving = "setInterval(tell, 10, { type: 'progress', stage: 'start', received: 1, total: 1 })"
    post.workers(kit.worker(boot=moving))
    reach(page_with(post, kit, small_site, **{"data-boot-limit": "200"}))
    post.wait("failed")
    assert "じゅんびが終わりませんでした（Pythonを起こす）" in said(post)


def test_a_worker_that_cannot_start_is_told(post):
    post.workers("this is no JavaScript")
    reach(post.open())
    post.wait("failed")
    assert "worker" in said(post)


def test_a_stuck_run_is_stopped_and_what_was_shown_stays(post, kit, small_site):
    hang = "JSON.parse(data.request).op === 'run' ? undefined : answer(data)"
    post.workers(kit.worker(ask=hang))
    page_with(post, kit, small_site, **{"data-run-limit": "50"})
    message = post.get("figure.run({ known: false }).catch((error) => error.message)")
    assert "計算が終わらない" in message
    assert post.get("figure.story.outcome.id") == "read"


def test_a_stuck_worker_is_replaced(post, kit, small_site):
    hang = "JSON.parse(data.request).op === 'run' ? undefined : answer(data)"
    post.workers(kit.worker(ask=hang))
    page_with(post, kit, small_site, **{"data-run-limit": "50"})
    states = (
        "(async () => { const seen = []; new MutationObserver(() => seen.at(-1) !=="
        " figure.dataset.state && seen.push(figure.dataset.state)).observe(figure,"
        " { attributeFilter: ['data-state'] }); await figure.run().catch(() => {});"
        " while (figure.dataset.state !== 'live') await new Promise(requestAnimationFrame);"
        " await null; return seen; })()"
    )
    assert post.get(states) == ["loading", "live", "loading", "live"]
    assert len([url for url in post.requests if url.endswith("worker.mjs")]) == 2


def test_after_a_time_out_the_same_wish_can_be_tried_again(post, kit, small_site):
    hang = "JSON.parse(data.request).op === 'run' ? undefined : answer(data)"
    post.workers(kit.worker(ask=hang))
    page_with(post, kit, small_site, **{"data-run-limit": "50"})
    post.figure().get_by_label("件名").fill("雪の朝")
    again = post.figure().get_by_role("button", name="もう一度")
    again.wait_for()
    assert "計算が終わらない" in said(post)
    post.get("figure.dataset.runLimit = 20000")
    again.click()
    post.page.wait_for_selector("#post .px-engine[data-phase=busy]")


def test_a_worker_that_breaks_down_is_replaced(post, kit):
    crash = (
        "JSON.parse(data.request).op === 'run' && JSON.parse(data.request).settings.port === '25'"
        " ? tell({ type: 'broken', id: data.id, failure: { kind: 'crash', text: 'no memory' } })"
        " : answer(data)"
    )
    post.workers(kit.worker(ask=crash))
    post.open()
    assert "no memory" in post.get("figure.run({ port: '25' }).catch((e) => e.message)")
    post.wait("live")
    assert post.get("figure.run({ port: '465' }).then((story) => story.settings.port)") == "465"


def test_a_request_behind_a_broken_one_is_answered_by_the_next_worker(post, kit):
    crash = (
        "JSON.parse(data.request).settings?.port === '25'"
        " ? setTimeout(tell, 50, { type: 'broken', id: data.id, failure: { kind: 'crash' } })"
        " : answer(data)"
    )
    post.workers(kit.worker(ask=crash))
    post.open()
    both = (
        "Promise.allSettled([figure.run({ port: '25' }), figure.run({ port: '465' })])"
        ".then((all) => all.map(({ status }) => status))"
    )
    assert post.get(both) == ["rejected", "fulfilled"]


def test_losing_the_worker_leaves_the_other_figure_ready(post, kit):
    crash = (
        "JSON.parse(data.request).op === 'run'"
        " ? tell({ type: 'broken', id: data.id, failure: { kind: 'crash' } }) : answer(data)"
    )
    post.workers(kit.worker(ask=crash))
    reach(post.open("two.html"), "second")
    post.wait("live", "second")
    post.get("figure.run().catch(() => {})")
    post.wait("live")
    assert post.state("second") == "ready"


def test_a_story_of_another_format_is_refused(post, kit, small_site):
    (small_site / "other.html").write_text(
        kit.page(kit.figure().replace('"format":1', '"format":2')), "utf-8"
    )
    post.open("other.html")
    assert post.state() == "failed"
    assert "形式（2）" in said(post)
    assert post.figure().locator(".px-frame:visible").count() == 1


def test_ready_rejects_for_a_story_of_another_format(post, kit, small_site):
    (small_site / "other.html").write_text(
        kit.page(kit.figure().replace('"format":1', '"format":2')), "utf-8"
    )
    post.open("other.html")
    assert "形式（2）" in post.get("figure.ready.catch((error) => error.message)")


def test_a_live_story_of_another_format_is_refused(post, kit):
    other = (
        "tell({ type: 'answer', id: data.id,"
        ' text: \'{"ok":true,"story":{"format":2},"report":null,"html":""}\' })'
    )
    post.workers(kit.worker(ask=other))
    post.open()
    assert "形式（2）" in post.get("figure.run().catch((error) => error.message)")


def test_a_part_that_only_some_settings_need_is_asked_for_with_those(post, kit):
    asked = "(fetch('/parts-' + data.parts.join('+')).catch(() => {}), answer(data))"
    post.workers(kit.worker(ask=asked))
    post.open()
    post.get("figure.run({ port: '465' })")
    parts = [url.rpartition("/parts-")[2] for url in post.requests if "/parts-" in url]
    assert set(parts) == {"first"}
    post.get("figure.run({ port: '25' })")
    assert any(url.endswith("/parts-first+counters") for url in post.requests)
