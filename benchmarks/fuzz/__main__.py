"""`python benchmarks/fuzz`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.drive import main

raise SystemExit(main())
