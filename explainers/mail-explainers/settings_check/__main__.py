"""`python -m settings_check`: see `settings_check.cli`."""

import sys

from settings_check.cli import main

sys.exit(main())
