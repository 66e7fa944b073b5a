"""Which browser the tests are given: the light one first, and apt is bothered once."""

import browser
import pytest


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A PATH of our own; call it to put programs there."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "ASKED", tmp_path / "cache" / "asked")

    def put(*names):
        for name in names:
            (tmp_path / name).write_text("#!/bin/sh\n")
            (tmp_path / name).chmod(0o755)
        return tmp_path

    return put


@pytest.fixture
def installed(programs, monkeypatch):
    """How often an install was tried, on a machine where apt may be used; none brings anything."""
    tries = []
    monkeypatch.setattr(browser, "_may_use_apt", lambda: True)
    monkeypatch.setattr(browser, "install", lambda: tries.append(1) or browser.find())
    return tries


def test_the_headless_shell_is_taken_before_a_whole_browser(programs):
    folder = programs("google-chrome", "chromium", "chromium-headless-shell")
    assert browser.find() == str(folder / "chromium-headless-shell")


def test_what_is_named_is_taken_before_all(programs, monkeypatch):
    folder = programs("chromium", "chromium-headless-shell")
    monkeypatch.setenv("CHROMIUM", "chromium")
    assert browser.find() == str(folder / "chromium")


def test_beside_a_whole_browser_apt_is_asked_for_the_shell_once(programs, installed, capsys):
    folder = programs("chromium")
    assert [browser.main(), browser.main()] == [0, 0]
    assert len(installed) == 1
    assert capsys.readouterr().out == f"{folder / 'chromium'}\n" * 2


def test_where_the_shell_is_there_or_a_browser_is_named_apt_is_left_alone(
    programs, installed, monkeypatch
):
    programs("chromium", "chromium-headless-shell")
    browser.main()
    monkeypatch.setenv("CHROMIUM", "chromium")
    browser.main()
    assert installed == []
