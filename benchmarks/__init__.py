"""What measures the package, and what it is measured and taught with: a room a subject.

Run from the top folder, `python -m benchmarks.ROOM.PROGRAM`; each program says in its first lines
what it does. tests/benchmarks/test_rooms.py says which room may import which.
"""
