"""What damage by chance has found, cut down to its core: each once led to an exception, a hang, a
wrong figure, or a file that its reader refuses. `benchmarks/fuzz` finds more.
"""

import pytest
from test_hostile import processor, table

from benchmarks.fuzz.trial import tried
from tests.schedule.made import schedule, with_schedule

STATEMENT = table()


def filed(*lines, **how):
    return with_schedule(schedule(*lines, **how), main=STATEMENT)


FOUND = {
    "a schedule's value of 400 digits": filed(("CASH", "9" * 400), ("SALES", "5")),
    "a schedule's multiplier of 400 digits": filed(("CASH", "5"), head=("<MULTIPLIER> 1" + "0" * 400,)),
    "leaders that touch a parenthesis": table(more="  Minority interest...........(5.50)      (1.05)\n"),
    "a rule of 1,500 signs with a word behind it": table(more="_" * 1500 + " x\n"),
    "a caption that begins with a quotation mark": table(caption='"Receivables'),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_mended(name, tmp_path):
    with processor():
        trial = tried(FOUND[name].encode(), tmp_path / "out")
    assert trial.failures == ()
    assert trial.facts > 10
