"""What only publishing needs, on top of pelicanconf.py: the site's own address, no drafts."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("SITE_URL", "https://kimeguri.example").rstrip("/")
FEED_DOMAIN = SITEURL
DRAFT_SAVE_AS = ""
DRAFT_PAGE_SAVE_AS = ""
