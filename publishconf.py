"""What only publishing needs, on top of pelicanconf.py: the site's own address, nothing that waits
for its hour, and no fault that a reader would meet."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403

SITEURL = SITE_ADDRESS  # noqa: F405
FEED_DOMAIN = SITEURL
CHECK_POST = "fail"
WITH_UNPUBLISHED = False  # drafts and what is scheduled are not even read
DIRECT_TEMPLATES = [name for name in DIRECT_TEMPLATES if name != "drafts"]  # noqa: F405
DRAFT_SAVE_AS = ""
BLOCKS_SAVE_AS = ""
READERS_EYE_SAVE_AS = ""
NOTES_PATH = ""
HOSTS = True  # write what a static host should say beside each file
DRAFT_PAGE_SAVE_AS = ""
