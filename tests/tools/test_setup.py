"""The set-up finds a Python that will do, or says what to do."""

import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.fixture
def machine(tmp_path):
    """A project folder whose setup.py only tells who runs it, and a PATH of our own."""
    tools = tmp_path / "project" / "tools"
    tools.mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "setup.sh", tools)
    shutil.copy(ROOT / ".python-version", tools.parent)
    (tools / "setup.py").write_text("import sys; print(sys.version_info[:2] >= (3, 12))\n")
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "dirname").symlink_to(shutil.which("dirname"))
    (bin_ / "cat").symlink_to(shutil.which("cat"))

    def add(name, body):
        script = bin_ / name
        script.write_text(f"#!/bin/sh\n{body}\n")
        script.chmod(0o755)

    def run():
        return subprocess.run(
            ["/bin/sh", str(tools / "setup.sh")],
            env={"PATH": str(bin_), "HOME": str(tmp_path / "home")},
            capture_output=True,
            text=True,
        )

    run.add, run.home = add, tmp_path / "home"
    return run


def test_an_old_python3_is_passed_over_for_a_newer_one(machine):
    machine.add("python3", "exit 1")
    machine.add("python3.14", f'exec "{sys.executable}" "$@"')
    done = machine()
    assert (done.returncode, done.stdout) == (0, "True\n")


def test_one_that_pyenv_keeps_is_found(machine):
    machine.add("python3", "echo 'pyenv: version not installed' >&2; exit 127")
    kept = machine.home / ".pyenv" / "versions" / "3.13.7" / "bin"
    kept.mkdir(parents=True)
    (kept / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (kept / "python3").chmod(0o755)
    assert machine().stdout == "True\n"


def test_without_any_the_message_says_what_to_do(machine):
    machine.add("python3", "exit 1")
    done = machine()
    assert done.returncode == 1
    assert "Python 3.12 以上" in done.stderr
    assert "pyenv install 3.13" in done.stderr


def test_a_set_up_that_was_done_does_nothing_again():
    subprocess.run([sys.executable, "tools/setup.py"], cwd=ROOT, check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "tools/setup.py"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")
