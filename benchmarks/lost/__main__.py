"""`python -m benchmarks.lost`."""

from benchmarks.lost.drive import main

raise SystemExit(main())
