"""`pelican --listen` with our server in it."""

import gzip
import http.client
import json
import threading

import pytest
from preview_server import PreviewHandler, ThreadedServer


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "index.html").write_text("<html><body>はい</body></html>", "utf-8")
    (tmp_path / "404.html").write_text("<body>ありません</body>", "utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("<body>a</body>", "utf-8")
    runtime = tmp_path / "explainers" / "runtime-0123abcd"
    runtime.mkdir(parents=True)
    (runtime / "x.wasm").write_bytes(b"\0asm")
    (runtime / "x.wasm.gz").write_bytes(gzip.compress(b"\0asm"))
    (runtime / "x.mjs").write_text("export {};")
    return tmp_path


@pytest.fixture
def ask(folder):
    class Quiet(PreviewHandler):
        def log_message(self, *_):
            pass

    server = ThreadedServer(str(folder), ("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def ask(path, method="GET", **headers):
        connection = http.client.HTTPConnection(*server.server_address[:2], timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    ask.server = server
    yield ask
    server.shutdown()
    server.server_close()


def test_a_missing_page_gets_the_sites_own_404(ask):
    answer = ask("/nothing/")
    assert (answer.status, answer.body.decode()) == (404, "<body>ありません</body>")


def test_a_folder_without_its_slash_is_sent_there(ask):
    answer = ask("/a")
    assert (answer.status, answer.headers["Location"]) == (301, "/a/")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/explainers/runtime-0123abcd/x.wasm", "application/wasm"),
        ("/explainers/runtime-0123abcd/x.mjs", "text/javascript; charset=utf-8"),
    ],
)
def test_types_are_what_browsers_need(ask, path, kind):
    assert ask(path).headers["Content-Type"] == kind


def test_what_lies_beside_compressed_travels_compressed(ask):
    plain = ask("/explainers/runtime-0123abcd/x.wasm")
    packed = ask("/explainers/runtime-0123abcd/x.wasm", Accept_Encoding="gzip, deflate")
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


def test_hashed_names_are_kept_for_good_and_pages_are_not(ask):
    assert "immutable" in ask("/explainers/runtime-0123abcd/x.wasm").headers["Cache-Control"]
    assert ask("/").headers["Cache-Control"] == "no-cache"


def test_a_foreign_host_name_is_refused(ask):
    assert ask("/", Host="evil.example").status == 403


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/a/../../x"])
def test_no_path_leads_out_of_the_site(ask, path):
    assert ask(path).status == 404


def test_head_has_no_body(ask):
    answer = ask("/", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0


def test_a_silent_connection_holds_nobody_up(ask):
    idle = http.client.HTTPConnection(*ask.server.server_address[:2], timeout=10)
    idle.connect()
    assert ask("/").status == 200
    idle.close()


def test_outside_the_preview_a_page_is_sent_as_it_is(ask, folder):
    assert ask("/").body == (folder / "index.html").read_bytes()


def test_in_the_preview_open_pages_hear_of_builds_and_faults(ask, tmp_path, monkeypatch):
    state = tmp_path / "state.json"
    state.write_text(json.dumps({"build": 1, "fault": None}), "utf-8")
    monkeypatch.setenv("PREVIEW_STATE", str(state))
    assert b"/_preview/reload.mjs" in ask("/").body
    assert ask("/_preview/reload.mjs").status == 200
    news = http.client.HTTPConnection(*ask.server.server_address[:2], timeout=10)
    news.request("GET", "/_preview/events")
    answer = news.getresponse()
    assert json.loads(answer.readline().removeprefix(b"data: "))["build"] == 1
    answer.readline()
    state.write_text(json.dumps({"build": 2, "fault": "a.md:3: だめ"}, ensure_ascii=False), "utf-8")
    assert json.loads(answer.readline().removeprefix(b"data: "))["fault"] == "a.md:3: だめ"
    news.close()


@pytest.fixture
def figure(folder, monkeypatch):
    """A page with a player, met by a reader of the preview."""
    state = folder / "state.json"
    state.write_text("{}")
    monkeypatch.setenv("PREVIEW_STATE", str(state))
    page = '<body><script src="../explainers/player-1/player.mjs"></script></body>'
    (folder / "a" / "index.html").write_text(page, "utf-8")
    theme = folder / "theme"
    theme.mkdir()
    (theme / "a.css").write_text("@media print {} @media (prefers-reduced-motion: reduce) {}")
    return folder


@pytest.mark.parametrize("mode", ["slow", "failed", "reduced", "print"])
def test_a_page_seen_with_other_eyes_asks_for_its_files_by_that_name(figure, ask, mode):
    body = ask(f"/a/?eye={mode}").body.decode()
    assert f'src="/_preview/eye/{mode}/explainers/player-1/player.mjs"' in body
    assert "/_preview/eye/" not in ask("/a/").body.decode()
    assert "/_preview/eye/" not in ask("/a/?eye=other").body.decode()


def test_a_python_that_fails_does_not_come(figure, ask):
    assert ask("/_preview/eye/failed/explainers/runtime-0123abcd/x.mjs").status == 503
    assert ask("/explainers/runtime-0123abcd/x.mjs").status == 200


def test_print_and_little_motion_are_told_in_the_style_sheet(figure, ask):
    assert b"@media all {}" in ask("/_preview/eye/print/theme/a.css").body
    assert b"(min-width: 0px)" in ask("/_preview/eye/reduced/theme/a.css").body
    assert b"@media print" in ask("/theme/a.css").body


def test_a_slow_line_waits_as_long_as_its_bytes_take(figure, ask, monkeypatch):
    waited = []
    monkeypatch.setattr("preview_server.server.time.sleep", waited.append)
    assert ask("/_preview/eye/slow/explainers/runtime-0123abcd/x.wasm").status == 200
    # A page of the test before may still be waiting for a change: that is another sleep.
    assert waited.count(pytest.approx(0.15 + 4 / 200_000)) == 1


def test_a_server_without_a_preview_knows_no_other_eyes(folder, ask, monkeypatch):
    monkeypatch.delenv("PREVIEW_STATE", raising=False)
    assert ask("/_preview/eye/slow/explainers/runtime-0123abcd/x.mjs").status == 404
