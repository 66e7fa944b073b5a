"""Chromium as it was years ago, driven over its own protocol; it lies in npm packages.

They are unpacked below `.cache/tools/` and run from there. `Chromium` is one of the browsers of
`drivers.py`, as far as a page that nobody presses needs it.
"""

import base64
import hashlib
import itertools
import json
import os
import re
import subprocess
import tarfile
import time
import urllib.request

import brotli
import websocket

from tests.conftest import ROOT, alone
from tests.other_browsers.drivers import SECONDS, DriverError, ended

TOOLS = ROOT / ".cache" / "tools"
PACKAGES = {
    72: ("1.11.1", "dbf819ce08848ce2c97b7413ba0bfa2d31b5e3ce80c4295780ee48a6b7aaa914"),
    92: ("10.1.0", "6745d06176d629be7021538a901a5a969f335c5a8c10a581b40862e7ed66996e"),
}
"""Chromium's version → that of the package `chrome-aws-lambda` which holds it, and its SHA-256."""


def program(version):
    """Give the path of this Chromium; raises RuntimeError where it can't be had."""
    folder = TOOLS / f"chromium-{version}"
    path = folder / "chromium"
    with alone("tools"):
        if not path.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            _unpack(_package(*PACKAGES[version], folder), path)
    return path


def _package(release, digest, folder):
    npm = [ROOT / ".venv" / "bin" / "npm", "pack", "--silent", f"chrome-aws-lambda@{release}"]
    done = subprocess.run(npm, cwd=folder, capture_output=True, text=True)
    path = folder / f"chrome-aws-lambda-{release}.tgz"
    if not path.is_file():
        raise RuntimeError(f"make test-all needs npm's chrome-aws-lambda {release}: {done.stderr}")
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        path.unlink()
        raise RuntimeError(f"chrome-aws-lambda {release} is not the package that it was")
    return path


def _unpack(package, path):
    with tarfile.open(package) as inside:
        (name,) = (one for one in inside.getnames() if re.search(r"/bin/chromium[^/]*\.br$", one))
        part = path.with_suffix(".part")
        part.write_bytes(brotli.decompress(inside.extractfile(name).read()))
    part.chmod(0o755)
    part.replace(path)
    package.unlink()


class Chromium:
    """An old Chromium without a window, as wide as a phone."""

    def __init__(self, version, folder):
        options = ["--headless", "--no-sandbox", "--no-zygote", "--disable-gpu"]
        self.process = subprocess.Popen(
            [program(version), *options, "--remote-debugging-port=0", f"--user-data-dir={folder}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"HOME": str(folder)},
        )
        self.numbers = itertools.count(1)
        try:
            self.socket = websocket.create_connection(
                self._address(), timeout=SECONDS, suppress_origin=True
            )
            self._ask("Page.enable")
            self._ask(
                "Emulation.setDeviceMetricsOverride",
                width=390,
                height=844,
                deviceScaleFactor=1,
                mobile=True,
            )
        except BaseException:
            self._end()
            raise

    def _address(self):
        for line in self.process.stderr:
            if found := re.search(r"DevTools listening on ws://([^/]+)", line):
                return self._first_page(f"http://{found[1]}/json")
        raise DriverError("the old Chromium did not start")

    def _first_page(self, listed):
        for _ in range(SECONDS * 10):
            with urllib.request.urlopen(listed, timeout=SECONDS) as answer:
                for one in json.load(answer):
                    if one["type"] == "page":
                        return one["webSocketDebuggerUrl"]
            time.sleep(0.1)
        raise DriverError("the old Chromium has no page")

    def _ask(self, method, **params):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self.socket.recv())).get("id") != number:
            pass
        if "error" in answer:
            raise DriverError(answer["error"]["message"])
        return answer["result"]

    def open(self, url):
        """Open a page and wait until all of it has come."""
        self._ask("Page.navigate", url=url)
        while json.loads(self.socket.recv()).get("method") != "Page.loadEventFired":
            pass

    def run(self, body, *given):
        script = f"(async (...given) => JSON.stringify(await (async () => {{ {body} }})()))"
        answer = self._ask(
            "Runtime.evaluate",
            expression=f"{script}(...{json.dumps(given)})",
            awaitPromise=True,
        )
        if "exceptionDetails" in answer:
            raise DriverError(json.dumps(answer["exceptionDetails"]))
        return json.loads(answer["result"].get("value", "null"))

    def seen(self):
        """What is to be seen, as a PNG."""
        return base64.b64decode(self._ask("Page.captureScreenshot")["data"])

    def close(self):
        self.socket.close()
        self._end()

    def _end(self):
        ended(self.process)
        self.process.stderr.close()
