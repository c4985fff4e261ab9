"""`python -m benchmarks.unseen`."""

from benchmarks.unseen.drive import main

raise SystemExit(main())
