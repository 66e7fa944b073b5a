"""A page with figures of the small post, served as the blog is: same policy, same folders.

The player's files are the project's own; the runtime is not here. Its worker is replaced by one
that asks this server, whose CPython answers as Pyodide would. What the real one does is tested on
the whole site.
"""

import http.server
import json
import shutil
import threading
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import pytest
from explainer_kit.explainer import SettingsError, key_of
from explainer_kit.figure import NamedRun, figure, lens_of, scene_of, stylesheet, view
from explainer_kit.markup import el
from explainer_kit.page import respond
from explainer_kit.predict import predict
from explainer_kit.registry import find

ROOT = Path(__file__).parent.parent.parent


def _small_post():
    spec = spec_from_file_location("small_post", Path(__file__).with_name("small_post.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.explainer


explainer = _small_post()
OFFERED = {
    "small_post": explainer,
    "sync_flow": find("sync_flow"),
    "send_flow": find("send_flow"),
    "settings_check": find("settings_check"),
    "record_lab": find("record_lab"),
    "season_wheel": find("season_wheel"),
}

CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'none'; base-uri 'none'"
)
MANIFEST = {
    "format": 1,
    "runtime": {"base": "../runtime-0/", "stdlib": "s.zip", "rest": "r.zip", "files": {}},
    "bundle": {"base": "../bundle-0/", "lock": "l.json", "parts": {"first": "f.zip"}, "files": {}},
    "explainers": {name: {"parts": ["first"], "entry": f"{name}:explainer"} for name in OFFERED},
    "megabytes": 4.1,
}
MANIFEST["explainers"]["small_post"]["extras"] = [
    {"part": "counters", "setting": "port", "without": ["587", "465"]}
]
WORKER = """
let runs = 0;
const tell = (message) => self.postMessage(message);
const answer = async ({ id, request }) => {
  const { op } = JSON.parse(request);
  if (op === "warm") return tell({ type: "answer", id, text: '{"ok":true}' });
  runs += 1;
  const response = await fetch("/live?" + encodeURIComponent(request));
  tell({ type: "answer", id, text: await response.text() });
};
const boot = () => {
  tell({ type: "progress", stage: "fetch", received: 2000000, total: 4100000 });
  tell({ type: "progress", stage: "start", received: 4100000, total: 4100000 });
  tell({ type: "progress", stage: "open", received: 4100000, total: 4100000 });
  tell({ type: "up" });
};
self.onmessage = ({ data }) => (data.type === "boot" ? BOOT : ASK);
"""


def worker(boot="boot()", ask="answer(data)"):
    """The stub worker's source; `boot` and `ask` are what it does with a message `data`."""
    return WORKER.replace("BOOT", boot).replace("ASK", ask)


def small_figure(ident="post", settings=None, asked=None, **data):
    """One figure of the small post as markup."""
    story = explainer.run(settings or {})
    return figure(
        explainer,
        story,
        id=ident,
        show=explainer.show,
        caption=el("p", {}, "一通のはがきの旅です。「再生」を押してみてください。"),
        runs=[NamedRun(one.id, one.label, one.settings) for one in explainer.presets],
        data={"data-runs": "../runs.json", "data-megabytes": "4.1"} | data,
        asked=asked,
    )


def real_figure(name, ident, settings=None, show=None, **how):
    """A figure of a real explainer; nothing of it is baked but what the page comes with."""
    chosen = OFFERED[name]
    return figure(
        chosen,
        chosen.run(settings or {}),
        id=ident,
        show=chosen.show if show is None else show,
        caption=el("p", {}, "ためしてみてください。"),
        runs=[NamedRun(one.id, one.label, one.settings) for one in chosen.presets],
        data={"data-runs": "../none.json", "data-megabytes": "4.1"},
        **how,
    )


def baked_alone(folder, name, explainer_name, settings, html):
    """A figure whose own run alone is baked, in files of this name."""
    chosen = OFFERED[explainer_name]
    story = chosen.run(settings)
    run = {"key": key_of(story.settings), "story": story.as_data(), "report": None}
    discrete = {one.name: one.alternatives() for one in chosen.controls if one.discrete}
    deeds = [[key, list(words)] for key, words in chosen.deeds.items()]
    head = {"format": 1, "explainer": explainer_name}
    (folder / "runs").mkdir(exist_ok=True)
    (folder / "touch").mkdir(exist_ok=True)
    (folder / "runs" / f"{name}.json").write_text(
        json.dumps(
            {
                **head,
                "discrete": discrete,
                "deeds": deeds,
                "runs": [run | {"html": view(chosen, story)}],
            }
        ),
        "utf-8",
    )
    pieces = [lens_of(chosen, story, "touch")]
    (folder / "touch" / f"{name}.json").write_text(
        json.dumps({**head, "pieces": pieces, "runs": {run["key"]: [0]}}), "utf-8"
    )
    return html.replace("../none.json", f"../runs/{name}.json")


PROSE = """<p>はじめの文です。つぎに<a class="px-link" data-figure="post" data-scene="envelope"
href="#post-label">荷札</a>を伝えます。おわりの文です。</p><p><a class="px-link" data-figure="post"
data-scene="letter" href="#post-letter">本文</a>をわたします。</p>"""


def page_of(*figures):
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>はがき</title>'
        '<link rel="icon" href="icon.svg"><link rel="stylesheet" href="page.css">'
        '<link rel="stylesheet" href="player/figure.css">'
        '<script type="module" src="player/player.mjs"></script></head>'
        f"<body><main><h1>はがき</h1>{''.join(figures)}</main></body></html>"
    )


def embedded(first, *others):
    """A page whose first figure brings the player along, as the build has it."""
    player = '<script type="module" src="player/player.mjs"></script>'
    brought = f'<script src="player/arrival.js"></script>{player}'
    wrapped = [f'<div class="px-embed">{one}</div>' for one in (brought + first, *others)]
    return page_of(*wrapped).replace(player, "", 1)


PAGE_CSS = """
:root { color-scheme: light dark; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 44rem; margin: auto; padding: 16px; }
"""


@pytest.fixture(scope="session")
def small_site(tmp_path_factory):
    """The folder that is served; a test may write further pages into it with `pages`."""
    folder = tmp_path_factory.mktemp("small")
    static = ROOT / "plugins" / "explainer_embed" / "static"
    player = folder / "player"
    player.mkdir()
    for source in (*static.glob("*.mjs"), static / "arrival.js"):
        shutil.copy(source, player)
    sync = OFFERED["sync_flow"]
    wheel = OFFERED["season_wheel"]
    styles = [scene_of(one, one.run()).style for one in (explainer, sync, wheel)]
    sheets = "".join(
        path.read_text("utf-8")
        for path in sorted(static.glob("*.css"))
        if path.name not in ("touch.css", "plain.css")
    )
    for name in ("touch.css", "plain.css"):
        shutil.copy(static / name, player)
    (player / "figure.css").write_text(sheets + stylesheet(*styles), "utf-8")
    (player / "manifest.json").write_text(json.dumps(MANIFEST), "utf-8")
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (folder / "page.css").write_text(PAGE_CSS, "utf-8")
    baked = [
        {"key": key_of(settings), "story": story.as_data(), "report": None, "html": html}
        for settings in explainer.baked(explainer.defaults())
        for story in [explainer.run(settings)]
        for html in [view(explainer, story)]
    ]
    discrete = {one.name: one.alternatives() for one in explainer.controls if one.discrete}
    (folder / "runs.json").write_text(
        json.dumps({"format": 1, "explainer": explainer.name, "discrete": discrete, "runs": baked}),
        "utf-8",
    )
    (folder / "index.html").write_text(page_of(small_figure()), "utf-8")
    (folder / "two.html").write_text(page_of(small_figure(), small_figure("second")), "utf-8")
    (folder / "embedded.html").write_text(embedded(small_figure(), small_figure("second")), "utf-8")
    (folder / "none.json").write_text(
        '{"format": 1, "explainer": "", "discrete": {}, "runs": []}', "utf-8"
    )
    waits = [step.say for step in explainer.run({"port": "25"}).steps if step.id == "wait"]
    asked = predict("つぎは、どうなる？", "wait", explainer.run(), waits)
    (folder / "asked.html").write_text(page_of(small_figure(asked=asked)), "utf-8")
    (folder / "prose.html").write_text(page_of(small_figure(), PROSE), "utf-8")
    shown = ("day", "protocol", "devices", "room")
    box = real_figure("sync_flow", "box", {"day": "quiet"}, shown)
    (folder / "hands.html").write_text(
        page_of(baked_alone(folder, "box", "sync_flow", {"day": "quiet"}, box)), "utf-8"
    )
    behind = real_figure("sync_flow", "behind", {"day": "left-behind"}, shown)
    send = real_figure("send_flow", "send", None, ("recipient",))
    (folder / "touched.html").write_text(
        page_of(
            baked_alone(folder, "send", "send_flow", {}, send),
            baked_alone(folder, "behind", "sync_flow", {"day": "left-behind"}, behind),
        ),
        "utf-8",
    )
    check = real_figure("settings_check", "check")
    (folder / "report.html").write_text(page_of(check), "utf-8")
    (folder / "lab.html").write_text(page_of(real_figure("record_lab", "lab")), "utf-8")
    (folder / "days.json").write_text(
        '{"format": 1, "explainer": "season_wheel", "runs": [],'
        ' "discrete": {"date": {"from": "1952-01-01", "to": "2032-12-31"}}}',
        "utf-8",
    )
    turned = real_figure("season_wheel", "wheel", {"date": "2026-09-25"})
    days = turned.replace("../none.json", "../days.json")
    (folder / "wheel.html").write_text(page_of(days), "utf-8")
    far = '<div style="height:1px"></div>' + "<p>間</p>" * 200
    (folder / "far.html").write_text(page_of(far, small_figure()), "utf-8")
    return folder


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files with the site's policy, the stub worker (`worker` is its source), and its answers."""

    worker = ""
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript"
    }

    def do_GET(self):
        place = urlsplit(self.path)
        if place.path == "/live":
            self.answer(live(json.loads(unquote(place.query))), "application/json")
        elif place.path == "/player/worker.mjs":
            self.answer(Handler.worker, "text/javascript")
        else:
            super().do_GET()

    def answer(self, text, kind):
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self):
        self.send_header("Content-Security-Policy", CSP)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format, *args):  # noqa: A002  the base class names it
        pass


def live(request):
    """Answer as `explainer_kit.page.respond` does, for an explainer that is not installed, too."""
    if request["name"] != explainer.name:
        return respond(json.dumps(request))
    try:
        story = explainer.run(request["settings"], request["actions"])
    except SettingsError as error:
        fault = error.faults[0]
        return json.dumps({"ok": False, "message": fault.message, "hint": fault.hint})
    data = {"ok": True, "story": story.as_data(), "report": None, "html": view(explainer, story)}
    return json.dumps(data, ensure_ascii=False)


@pytest.fixture(scope="session")
def served(small_site):
    """The address of the small site."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *args: Handler(*args, directory=str(small_site))
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Post:
    """A page with figures of the small post, as a test drives it."""

    def __init__(self, page, served):
        self.page = page
        self.served = served
        self.requests = []
        self.messages = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.workers(worker())

    def workers(self, source):
        """Let every worker that is started from now on be this one."""
        Handler.worker = source

    def open(self, path="index.html"):
        self.page.goto(f"{self.served}/{path}")
        for one in self.page.locator("py-explainer").all():
            one.and_(self.page.locator(":not([data-state=static])")).wait_for(state="attached")
        return self

    def figure(self, ident="post"):
        return self.page.locator(f"#{ident}")

    def state(self, ident="post"):
        return self.figure(ident).get_attribute("data-state")

    def wait(self, state, ident="post"):
        self.page.wait_for_selector(f"#{ident}[data-state={state}]")

    def wait_for_setting(self, name, value, ident="post"):
        """Wait until a run with this setting is shown; pages under our policy can't be polled."""
        self.page.evaluate(
            """([id, name, value]) => new Promise((resolve) => {
                const figure = document.getElementById(id);
                const look = () => figure.story.settings[name] === value && resolve();
                figure.addEventListener("explainer-story", look);
                look();
            })""",
            [ident, name, value],
        )

    def wait_for_step(self, number, ident="post"):
        """Wait until this step is shown."""
        self.page.evaluate(
            """([id, number]) => new Promise((resolve) => {
                const figure = document.getElementById(id);
                const look = () => figure.step === number && resolve();
                figure.addEventListener("explainer-step", look);
                look();
            })""",
            [ident, number],
        )

    def get(self, expression, ident="post"):
        """Evaluate an expression in which `figure` is the element."""
        return self.page.evaluate(
            f"() => {{ const figure = document.getElementById('{ident}'); return {expression}; }}"
        )

    @property
    def python(self):
        """Whether anything that belongs to Python has been asked for."""
        names = ("manifest.json", "worker.mjs", "/runtime-", "/bundle-", "/live")
        return [url for url in self.requests if any(name in url for name in names)]


@pytest.fixture
def post(page, served):
    """The small post's page, not yet opened, with a working stub of Python."""
    return Post(page, served)


@pytest.fixture(scope="session")
def kit():
    """What tests need to make pages and workers of their own."""
    return SimpleNamespace(
        explainer=explainer,
        figure=small_figure,
        real=real_figure,
        page=page_of,
        worker=worker,
        root=ROOT,
    )
