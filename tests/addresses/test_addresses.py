"""A page's address is computed once, and what Pelican says of a shared file it still says."""

from types import SimpleNamespace

from addresses import settle, share_slugs
from pelican.urlwrappers import Category, Tag


def test_a_settled_content_answers_with_the_address_that_it_had():
    content = SimpleNamespace(url="2026/a/", save_as="2026/a/index.html")
    settle(content)
    assert content.override_url == "2026/a/"
    assert not hasattr(content, "override_save_as")


def test_two_letters_of_one_address_still_fail_the_build(elsewhere):
    elsewhere.settings("import addresses, whole_build", "PLUGINS = [whole_build, addresses]")
    elsewhere.settings("PELICAN_CLASS = whole_build.WholeBuild", "SLUGIFY_SOURCE = 'basename'")
    for folder in ("a", "b"):
        elsewhere.write(
            f"{folder}/same.md", "本文。", head=f"Title: {folder}\nDate: 2026-11-01\n\n"
        )
    done = elsewhere.build("--log-handler", "plain")
    assert done.returncode != 0
    assert "same" in done.stdout + done.stderr


def test_a_site_with_settled_addresses_is_the_same(elsewhere):
    elsewhere.write("a.md", "[次]({filename}b.md)")
    elsewhere.write("b.md", "本文。", head="Title: b\nDate: 2026-11-02\n\n")
    pages = []
    for plugins in ("[]", "[addresses]"):
        elsewhere.settings("import addresses", f"PLUGINS = {plugins}")
        assert elsewhere.build().returncode == 0
        output = elsewhere.folder / "output"
        pages.append({path.name: path.read_bytes() for path in output.rglob("*.html")})
    assert pages[0] == pages[1]


def test_a_name_makes_its_slug_once_for_all_articles_that_have_it():
    settings = {"SLUG_REGEX_SUBSTITUTIONS": [("^紅葉$", "momiji")], "SLUGIFY_USE_UNICODE": True}
    first, second, named = (Tag("紅葉", settings) for _ in range(3))
    named.slug = "own"
    share_slugs(SimpleNamespace(tags=[first]))
    settings["SLUG_REGEX_SUBSTITUTIONS"] = []  # what would make another one is not asked again
    share_slugs(SimpleNamespace(category=Category("紅葉", settings), tags=[second, named]))
    assert [first.slug, second.slug, named.slug] == ["momiji", "momiji", "own"]
