"""`python -m benchmarks.fuzz`."""

from benchmarks.fuzz.drive import main

raise SystemExit(main())
