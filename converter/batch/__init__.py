"""Many filings: read as streams, converted in processes or on a cluster, recorded, gone on with.

from converter.batch import convert_all
from converter.batch.pool import pool

for outcome in convert_all(["filings/"], Path("output"), Options(), pool(2)):
    print(outcome.path, outcome.failed)
"""

from converter.batch.limits import Limits
from converter.batch.run import convert, convert_all
from converter.batch.task import Outcome

__all__ = ["Limits", "Outcome", "convert", "convert_all"]
