"""One module a format; every writer gets a `Report` and a folder, and nothing else."""
