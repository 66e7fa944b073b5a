"""`make preview`: builds the blog, serves it, and builds it again whenever something is saved.

Every build runs in a process of its own, so that a fault in one ends with it. The next one waits
ready, with Pelican and the plugins loaded, since that is half of the time between a save and its
page; where anything but an article has changed, it is let go and a fresh one takes its place, so
that a changed plugin or explainer counts at once. Serving is `pelican --listen`. What the open
pages should know (a new build, or what went wrong) is written to a small file that the server
passes on to them.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from watchfiles import watch

ROOT = Path(__file__).resolve().parent.parent
WATCHED = ("content", "theme", "plugins", "explainers", "pelicanconf.py")
STATE = ROOT / ".cache" / "preview.json"
SHOWN = 4000
WAITING_BUILD = ROOT / "tools" / "waiting_build.py"


def main() -> int:
    """Preview until interrupted; the exit status is 0 then, 2 for a port that can't be had."""
    given = os.environ.get("PORT", "8000")
    if not given.isdecimal() or not 0 < int(given) < 65536:
        return _refuse(f"PORT には 1 から 65535 の数字を書きます（いまは {given}）。")
    port = int(given)
    if not _is_free(port):
        return _refuse(
            f"{port} 番のポートは、ほかのプログラムが使っています。"
            f"make preview PORT={port + 1} でおためしください。"
        )
    os.chdir(ROOT)
    # Ended from outside, the server must end too, or it would go on holding the port.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    STATE.parent.mkdir(exist_ok=True)
    _tell(0, None)
    server = _serve(port)
    builder = _Builder()
    try:
        builder.build(1)
        print(f"\n  http://127.0.0.1:{port}/ でごらんください（おわるときは Ctrl+C）\n", flush=True)
        for build, changes in enumerate(watch(*WATCHED, stop_event=_Ended(server)), 2):
            names = sorted({Path(path).relative_to(ROOT).as_posix() for _, path in changes})
            print(f"{', '.join(names[:3])} が変わりました。", flush=True)
            if not all(name.startswith("content/") for name in names):
                builder.renew()
            builder.build(build)
    except KeyboardInterrupt:
        pass
    finally:
        builder.let_go()
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(5)
    return 0


class _Ended:
    """What `watch` asks whether to stop: yes, once the server is gone."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        self.server = server

    def is_set(self) -> bool:
        return self.server.poll() is not None


class _Builder:
    """Builds, with the process for the next build always waiting."""

    def __init__(self) -> None:
        self._next = self._start()

    def renew(self) -> None:
        """What waits has loaded code that is no longer there."""
        self.let_go()
        self._next = self._start()

    def let_go(self) -> None:
        """End the process that waits."""
        assert self._next.stdin is not None
        self._next.stdin.close()
        self._next.kill()
        self._next.wait()
        if self._next.stdout:
            self._next.stdout.close()

    def build(self, number: int) -> None:
        """Build, show what is said, and tell the open pages how it went."""
        began = time.monotonic()
        process = self._next
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):  # it did not even load; it says why
            process.stdin.write("build\n")
            process.stdin.close()
        said: list[str] = []
        with process.stdout as lines:
            for line in lines:
                print(line, end="", flush=True)
                said.append(line)
        if process.wait() == 0:
            print(f"できました（{time.monotonic() - began:.1f} 秒）。", flush=True)
            _tell(number, None)
        else:
            print("つくりなおせませんでした。直して保存すると、もう一度つくります。", flush=True)
            _tell(number, "".join(said)[-SHOWN:].strip() or "理由がわかりません。")
        self._next = self._start()

    @staticmethod
    def _start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(WAITING_BUILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )


def _serve(port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pelican", "--listen", "-b", "127.0.0.1", "-p", str(port)]
    return subprocess.Popen(
        command,
        env=os.environ | {"PREVIEW_STATE": str(STATE)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _tell(build: int, fault: str | None) -> None:
    beside = STATE.with_suffix(".part")
    beside.write_text(json.dumps({"build": build, "fault": fault}, ensure_ascii=False), "utf-8")
    beside.replace(STATE)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
