"""What was drawn before a new explainer was there is not what is asked for now."""

from importlib.metadata import EntryPoint, EntryPoints

from explainer_embed import process


def test_another_explainer_is_another_cache(monkeypatch):
    before = process.code_digest(None)
    real = process.entry_points

    def more(group):
        new = EntryPoint("another", "explainer_kit.explainer:Explainer", group)
        return EntryPoints([*real(group=group), new])

    monkeypatch.setattr(process, "entry_points", more)
    assert process.code_digest(None) != before


def test_a_run_is_another_when_a_library_that_comes_as_source_changes(tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("", "utf-8")
    before = process.code_digest(lock)
    (tmp_path / "sources.toml").write_text("[lib]", "utf-8")
    assert process.code_digest(lock) != before
