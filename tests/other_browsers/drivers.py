"""Two browsers behind one small interface: Firefox by WebDriver BiDi, WebKit by WebDriver.

Each has `open(url)`, `run(body, *given)` (the body of an async function of the page, its result as
JSON), `press(*keys)` on whatever has the focus, `finger(points)` and `close()`.

A finger comes down at the first of the points, goes along the others and leaves. The protocols' own
touches are of little use: Firefox makes its events inside the page, where no page scrolls by them,
and WebKitGTK's driver makes a mouse of every pointer. So Firefox is touched as its screen would
touch it, from the window around the page (`sendNativeTouchPoint`); in WebKit a finger is a mouse,
as `finger_is` says and a test holds to be so still.
"""

import itertools
import json
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from http import HTTPStatus

import websocket

from tests.other_browsers import programs

SECONDS = 40
SCREEN = "-screen 0 1280x900x24 -nolisten tcp"
TOUCH = """
const [down, [x, y]] = given;
const { windowUtils, gBrowser, devicePixelRatio, mozInnerScreenX, mozInnerScreenY } = window;
const page = gBrowser.selectedBrowser.getBoundingClientRect();
windowUtils.sendNativeTouchPoint(
    0, down ? windowUtils.TOUCH_CONTACT : windowUtils.TOUCH_REMOVE,
    Math.round((mozInnerScreenX + page.x + x) * devicePixelRatio),
    Math.round((mozInnerScreenY + page.y + y) * devicePixelRatio), 1, 90);
"""
FEEL = """
if (!("felt" in window)) {
    const feel = () => (window.felt += 1);
    for (const type of ["start", "move", "end"]) addEventListener(`touch${type}`, feel, true);
}
window.felt = 0;
"""
FELT = """
const end = performance.now() + 500; // a point so near to the last one is not felt
do { await new Promise(requestAnimationFrame); } while (!felt && performance.now() < end);
felt = 0;
"""
STROKE = 20  # milliseconds of a mouse from one point to the next
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue006",
    "Space": " ",
    "End": "\ue010",
    "Home": "\ue011",
    "Left": "\ue012",
    "Up": "\ue013",
    "Right": "\ue014",
    "Down": "\ue015",
}


class DriverError(Exception):
    """The browser refused, or a script in its page threw."""


def _actions(keys):
    strokes = [KEYS.get(key, key) for key in keys]
    moves = [{"type": kind, "value": key} for key in strokes for kind in ("keyDown", "keyUp")]
    return [{"type": "key", "id": "keyboard", "actions": moves}]


def _move(point, duration):
    x, y = point
    return {"type": "pointerMove", "x": x, "y": y, "duration": duration}


def ended(process):
    """End a program that was started here."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


class Firefox:
    """Firefox without a window; `prefs` are about:config's."""

    finger_is = "touch"

    def __init__(self, folder, prefs=None):
        # A page that is slow to answer a touch, on a busy machine, is waited for and not scrolled.
        own = {"apz.content_response_timeout": 60_000, "app.update.enabled": False}
        prefs = own | {"browser.shell.checkDefaultBrowser": False} | (prefs or {})
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(to)});" for name, to in prefs.items()]
        (folder / "user.js").write_text("\n".join(lines), "utf-8")
        command = ["--headless", "--no-remote", "--remote-debugging-port=0"]
        command += ["--remote-allow-system-access", "--profile"]
        self.log = (folder / "said.txt").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [programs.firefox(), *command, str(folder)],
            stdout=self.log,
            stderr=self.log,
            env=os.environ | {"HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
        )
        self.numbers = itertools.count(1)
        try:
            address = self._address(folder / "said.txt")
            self.socket = websocket.create_connection(
                f"{address}/session", timeout=SECONDS, suppress_origin=True
            )
            self._ask("session.new", capabilities={})
            tree = self._ask("browsingContext.getTree")
            around = self._ask("browsingContext.getTree", **{"moz:scope": "chrome"})
        except BaseException:
            ended(self.process)
            self.log.close()
            raise
        self.context = tree["contexts"][0]["context"]
        self.window = around["contexts"][0]["context"]

    def _address(self, said):
        for _ in range(SECONDS * 10):
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", said.read_text()):
                return found[1]
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise DriverError(f"Firefox did not start: {said.read_text()[-2000:]}")

    def _ask(self, method, **params):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == number:
                break
        if answer["type"] == "error":
            raise DriverError(answer["message"])
        return answer["result"]

    def open(self, url):
        self._ask("browsingContext.navigate", context=self.context, url=url, wait="complete")
        # Without it the page takes keys, but no Enter presses a button.
        self._run(self.window, "window.focus(); gBrowser.selectedBrowser.focus();", [])

    def run(self, body, *given):
        return self._run(self.context, body, given)

    def _run(self, context, body, given):
        script = f"(async (...given) => JSON.stringify(await (async () => {{ {body} }})()))"
        answer = self._ask(
            "script.evaluate",
            expression=f"{script}(...{json.dumps(given)})",
            target={"context": context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise DriverError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value", "null"))

    def press(self, *keys):
        self._ask("input.performActions", context=self.context, actions=_actions(keys))

    def finger(self, points):
        self.run(FEEL)
        for down, point in [*((True, one) for one in points), (False, points[-1])]:
            self._run(self.window, TOUCH, [down, point])
            self.run(FELT)  # or a busy page would get many points as one

    def close(self):
        self.socket.close()
        ended(self.process)
        self.log.close()


class WebKit:
    """WebKitGTK's bare browser, on a screen of its own."""

    finger_is = "mouse"

    def __init__(self, folder, *, dark=False, still=False):
        # What a phone's settings say, WebKitGTK reads from GTK's.
        for toolkit in ("gtk-3.0", "gtk-4.0"):
            place = folder / ".config" / toolkit
            place.mkdir(parents=True, exist_ok=True)
            (place / "settings.ini").write_text(
                f"[Settings]\ngtk-enable-animations={int(not still)}\n", "utf-8"
            )
        read, write = os.pipe()
        self.screen = subprocess.Popen(
            [programs.screen(), *SCREEN.split(), "-displayfd", str(write)],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            display = pipe.readline().strip()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.driver = subprocess.Popen(
            [programs.webkit_driver(), f"--port={port}", "--host=127.0.0.1"],
            env=os.environ
            | {
                "DISPLAY": f":{display}",
                "GTK_THEME": "Adwaita:dark" if dark else "Adwaita",
                "HOME": str(folder),
                "XDG_CONFIG_HOME": str(folder / ".config"),
                "XDG_RUNTIME_DIR": str(folder),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.address = f"http://127.0.0.1:{port}/session"
        options = {"binary": programs.webkit(), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        try:
            self._listening(port)
            session = self._ask("", capabilities=wanted)["sessionId"]
        except BaseException:
            ended(self.driver)
            ended(self.screen)
            raise
        self.address += f"/{session}"
        self._ask("/timeouts", script=SECONDS * 1000, pageLoad=SECONDS * 1000)

    def _listening(self, port):
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        raise DriverError("WebKitWebDriver did not start")

    def _ask(self, path, method="POST", **params):
        request = urllib.request.Request(
            self.address + path,
            method=method,
            data=json.dumps(params).encode() if method == "POST" else None,
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS + 30) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            if error.code == HTTPStatus.NOT_FOUND and path == "":
                raise
            raise DriverError(json.load(error)["value"]["message"]) from None

    def open(self, url):
        self._ask("/url", url=url)

    def run(self, body, *given):
        script = (
            "const told = arguments[arguments.length - 1]; const given = JSON.parse(arguments[0]);"
            f"(async () => {{ {body} }})().then("
            "(value) => told(JSON.stringify({ value: value ?? null })),"
            "(error) => told(JSON.stringify({ error: String(error) })));"
        )
        told = json.loads(self._ask("/execute/async", script=script, args=[json.dumps(given)]))
        if "error" in told:
            raise DriverError(told["error"])
        return told["value"]

    def press(self, *keys):
        self._ask("/actions", actions=_actions(keys))

    def finger(self, points):
        first, *others = ((round(x), round(y)) for x, y in points)
        moves = [_move(first, 0), {"type": "pointerDown", "button": 0}]
        moves += [*(_move(other, STROKE) for other in others), {"type": "pointerUp", "button": 0}]
        kind = {"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}}
        self._ask("/actions", actions=[kind | {"actions": moves}])

    def close(self):
        try:
            self._ask("", "DELETE")
        finally:
            ended(self.driver)
            ended(self.screen)
