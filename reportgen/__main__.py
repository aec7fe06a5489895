"""`python -m reportgen` is the same as `reportgen`."""

import sys

from reportgen.cli import main

sys.exit(main())
