"""Settings of the blog. `pelican` alone builds it for looking at; publishconf.py adds the rest.

Plugins are imported here, by name: one that does not load then stops the build, where Pelican
would only mention it and go on.
"""

import logging
import os
import sys
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "plugins"))

import addresses  # noqa: E402
import author_blocks  # noqa: E402
import author_words  # noqa: E402
import check_post  # noqa: E402
import contents  # noqa: E402
import drawn_once  # noqa: E402
import explainer_embed  # noqa: E402
import eyecatch  # noqa: E402
import hosts  # noqa: E402
import neighbours  # noqa: E402
import notes  # noqa: E402
import photos  # noqa: E402
import phrases  # noqa: E402
import preview_server  # noqa: E402
import readers_eye  # noqa: E402
import reading_time  # noqa: E402
import related  # noqa: E402
import ruby  # noqa: E402
import search  # noqa: E402
import seasons  # noqa: E402
import seo  # noqa: E402
import series  # noqa: E402
import share  # noqa: E402
import stylesheet  # noqa: E402
import tables  # noqa: E402
import type_subset  # noqa: E402
import whole_build  # noqa: E402

PLUGINS = [
    whole_build,
    stylesheet,
    type_subset,
    phrases,
    contents,
    drawn_once,
    neighbours,
    addresses,
    seasons,
    series,
    related,
    share,
    notes,
    hosts,
    reading_time,
    ruby,
    author_blocks,
    tables,
    photos,
    explainer_embed,
    eyecatch,
    preview_server,
]
PELICAN_CLASS = whole_build.WholeBuild
WITH_FUTURE_DATES = True  # whole_build holds back what is dated after the build's now

SITENAME = "季めぐり便り"
SITESUBTITLE = "阿佐ヶ谷から、季節と毎日のことを。"
SITE_DESCRIPTION = "阿佐ヶ谷で暮らす小林聡美が、季節と毎日のことを書くブログです。"
AUTHOR = "小林聡美"
AUTHOR_PLACE = "阿佐ヶ谷"
AUTHOR_CARD = (
    "阿佐ヶ谷で、季節のことと毎日のことを書いています。"
    "松本生まれ。散歩とお茶と、古い道具が好きです。"
)
AUTHOR_WORD = [
    "電車のなかや、お茶が入るまでのあいだに読める、短い手紙のつもりで書いています。",
    "季節の小さなことを、見たままに。ときどき、調べて知った暮らしのことも。",
]
TIMEZONE = "Asia/Tokyo"
DEFAULT_LANG = "ja"
SITEURL = ""
# Where the site is published: in the preview, too, a letter is shared by this address.
SITE_ADDRESS = os.environ.get("SITE_URL", "https://kimeguri.example").rstrip("/")
RELATIVE_URLS = True  # so that the site works in a sub-path, too

# The whole site keeps to this; every page says so in a meta element.
SITE_CSP = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
    ]
)

PATH = str(ROOT / "content")
OUTPUT_PATH = os.environ.get("SITE_OUTPUT", str(ROOT / "output"))
EXPLAINER_ROOT = str(ROOT)
EXPLAINER_READINGS = str(ROOT / ".cache" / "readings")
STATIC_PATHS = ["images"]  # what is no photo; photos go through plugins/photos only
PHOTOS_CACHE = str(ROOT / ".cache" / "photos")
CHECK_POST_CACHE = str(ROOT / ".cache" / "checked.json")
READERS_EYE_CACHE = str(ROOT / ".cache" / "eyes.json")
SEASONS_CACHE = str(ROOT / ".cache" / "seasons.json")
SEARCH_CACHE = str(ROOT / ".cache" / "search.json")
EYECATCH_CACHE = str(ROOT / ".cache" / "eyecatch")
THEME = str(ROOT / "theme")
THEME_STATIC_PATHS = ["static/icons"]  # stylesheet joins static/css into one file
_FONTS = ROOT / "node_modules" / "@expo-google-fonts"
TYPE_SUBSET = {
    "family": "Zen Maru Gothic",
    "weight": 700,
    "faces": [
        str(_FONTS / "zen-maru-gothic" / "700Bold" / "ZenMaruGothic_700Bold.ttf"),
        str(_FONTS / "shippori-mincho" / "700Bold" / "ShipporiMincho_700Bold.ttf"),
    ],
    "licences": {
        "OFL-zenmarugothic.txt": str(_FONTS / "zen-maru-gothic" / "LICENSE_FONT"),
        "OFL-shipporimincho.txt": str(_FONTS / "shippori-mincho" / "LICENSE_FONT"),
    },
    "texts": [
        str(ROOT / "content" / "words.txt"),
        str(ROOT / "content" / "romaji.txt"),
        str(ROOT / "explainers" / "koyomi" / "koyomi" / "names.toml"),
    ],
    "cache": str(ROOT / ".cache" / "type"),
}
PHRASES_WORDS = str(ROOT / "content" / "words.txt")
DIRECT_TEMPLATES = ["index", "archives", "categories", "tags", "404"]
DEFAULT_PAGINATION = 12
PAGINATED_TEMPLATES = {"index": 9, "category": None, "tag": None, "author": None}
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
_TEMPLATES = ROOT / ".cache" / "templates"  # compiled; a changed one is compiled anew
_TEMPLATES.mkdir(parents=True, exist_ok=True)
JINJA_ENVIRONMENT = {
    "bytecode_cache": FileSystemBytecodeCache(str(_TEMPLATES)),
    "auto_reload": False,  # each build loads its templates anew, and none changes while it runs
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [],
}

MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {"title": "目次", "toc_depth": "2-2"},
    },
    "output_format": "html5",
}

# Addresses: a folder for each page, romaji names (a file's own name is its slug).
SLUGIFY_SOURCE = "basename"
SLUGIFY_USE_UNICODE = True
USE_FOLDER_AS_CATEGORY = False
ROMAJI = author_words.read(ROOT / "content" / "romaji.txt").first()
SLUG_REGEX_SUBSTITUTIONS = [
    *((f"^{name}$", romaji) for name, romaji in ROMAJI.items()),
    (r"[^\w\s-]", ""),
    (r"(?u)\A\s*", ""),
    (r"(?u)\s*\Z", ""),
    (r"[-\s]+", "-"),
]
ARTICLE_URL = "{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
DRAFT_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = DRAFT_URL + "index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_URL + "index.html"
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
CATEGORIES_URL = "category/"
CATEGORIES_SAVE_AS = CATEGORIES_URL + "index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
TAGS_URL = "tag/"
TAGS_SAVE_AS = TAGS_URL + "index.html"
ARCHIVES_URL = "archives/"
ARCHIVES_SAVE_AS = ARCHIVES_URL + "index.html"
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
MONTH_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/index.html"
AUTHOR_SAVE_AS = ""
AUTHORS_SAVE_AS = ""
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

# At home the feeds have no address yet; publishconf.py gives them one.
LOG_FILTER = [
    (
        logging.WARNING,
        "Feeds generated without SITEURL or FEED_DOMAIN set properly may not be valid",
    )
]

FEED_ALL_ATOM = "feeds/atom.xml"
FEED_ALL_RSS = "feeds/rss.xml"
RSS_FEED_SUMMARY_ONLY = False
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

# Finding one's way, and looking things over before they go out.
PLUGINS += [search, seo, check_post, readers_eye]
DIRECT_TEMPLATES += ["search", "drafts"]
CHECK_POST = "tell"  # a preview goes on; publishconf.py does not
SPEAKERS = tuple(author_words.names(ROOT / "content" / "speakers.txt"))
NOTES_PATH = str(ROOT / "notes")
BLOCKS_DOC = str(ROOT / "docs" / "writing.md")
BLOCKS_URL = "drafts/blocks/"
BLOCKS_SAVE_AS = BLOCKS_URL + "index.html"
READERS_EYE_URL = "drafts/readers-eye/"
READERS_EYE_SAVE_AS = READERS_EYE_URL + "index.html"
DRAFTS_URL = "drafts/"
DRAFTS_SAVE_AS = DRAFTS_URL + "index.html"
SEARCH_URL = "search/"
SEARCH_SAVE_AS = SEARCH_URL + "index.html"
SEARCH_READINGS = str(ROOT / "content" / "yomi.txt")
