"""The published site on a real nginx, in a sub-path, with the snippet that the build writes."""

import gzip
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import ROOT, build_site

pytestmark = [pytest.mark.servers, pytest.mark.bundle]

TOOLS = ROOT / ".cache" / "tools" / "nginx"
CONF = """\
daemon off; master_process off; error_log stderr; pid {work}/nginx.pid;
events {{}}
http {{
  access_log off;
  client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fast;
  uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
  types {{ text/html html; text/css css; text/javascript js mjs; application/wasm wasm;
    application/json json; image/svg+xml svg; application/manifest+json webmanifest;
    text/xml xml; font/woff2 woff2; }}
  charset utf-8; charset_types text/html text/css text/javascript application/json text/xml;
  server {{
    listen 127.0.0.1:{port};
    root {work}/www;
    include {work}/www/blog/_nginx.conf;
  }}
}}
"""


def program():
    """Nginx, unpacked from Debian's package and never installed."""
    if found := shutil.which("nginx"):
        return found
    TOOLS.mkdir(parents=True, exist_ok=True)
    if not list(TOOLS.glob("nginx_*.deb")):
        got = subprocess.run(
            ["apt-get", "-q", "download", "nginx"], cwd=TOOLS, capture_output=True, text=True
        )
        if got.returncode:
            pytest.fail(f"nginx is neither here nor to be had from apt: {got.stderr}")
    (package,) = TOOLS.glob("nginx_*.deb")
    subprocess.run(["dpkg-deb", "-x", str(package), str(TOOLS)], check=True)
    return str(TOOLS / "usr" / "sbin" / "nginx")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The address of the site, at /blog/ of an nginx of its own."""
    work = tmp_path_factory.mktemp("nginx")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/blog"
    output = work / "www" / "blog"
    done = build_site(output, settings="publishconf.py", SITE_URL=address)
    assert done.returncode == 0, done.stdout + done.stderr
    (work / "nginx.conf").write_text(CONF.format(work=work, port=port), "utf-8")
    process = subprocess.Popen([program(), "-p", str(work), "-c", str(work / "nginx.conf")])
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        else:
            pytest.fail("nginx did not start")
        yield address, output
    finally:
        process.terminate()
        process.wait(10)


def ask(address, **headers):
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def one(output: Path, pattern: str) -> str:
    return sorted(output.rglob(pattern))[0].relative_to(output).as_posix()


def test_a_page_comes_with_the_policy_and_is_asked_for_anew(served):
    address, output = served
    status, headers, body = ask(f"{address}/2026/imap-smtp/")
    assert status == 200
    assert body == (output / "2026" / "imap-smtp" / "index.html").read_bytes()
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-cache"
    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("element.mjs", "text/javascript"),
        ("arrival.js", "text/javascript"),
        ("*.wasm", "application/wasm"),
        ("style-*.css", "text/css"),
        ("*.woff2", "font/woff2"),
    ],
)
def test_what_is_named_by_its_content_is_kept_for_ever(served, pattern, kind):
    address, output = served
    status, headers, _ = ask(f"{address}/{one(output, pattern)}")
    assert status == 200
    assert headers["Content-Type"].startswith(kind)
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_compressed_file_beside_it_is_sent(served):
    address, output = served
    name = one(output, "element.mjs")
    _, headers, body = ask(f"{address}/{name}", **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == (output / name).read_bytes()


def test_a_page_that_is_not_there_is_the_blogs_own(served):
    address, output = served
    status, _, body = ask(f"{address}/2026/nowhere/")
    assert status == 404
    assert body == (output / "404.html").read_bytes()


def test_the_figures_play_and_compute_there(served, page):
    address, _ = served
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/2026/imap-smtp/")
    page.wait_for_selector("py-explainer[data-state=ready]")
    story = page.evaluate("document.querySelector('py-explainer').run({subject: 'はがき'})")
    assert story["settings"]["subject"] == "はがき"
    assert said == []
