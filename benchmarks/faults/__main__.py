"""`python -m benchmarks.faults`."""

from benchmarks.faults.drive import main

raise SystemExit(main())
