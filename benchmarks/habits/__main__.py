"""`python -m benchmarks.habits`."""

from benchmarks.habits.drive import main

raise SystemExit(main())
