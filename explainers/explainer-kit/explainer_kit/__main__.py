"""`python -m explainer_kit`: see `explainer_kit.cli`."""

import sys

from explainer_kit.cli import main

sys.exit(main())
