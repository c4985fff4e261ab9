"""Forms by their names, however these are spelled: '10-K405', '10KSB', '10-KT/A', 'Form 10-Q'."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[^A-Z0-9]")
_AMENDED = re.compile(r"/\s*A\Z")
_FORM = re.compile(r"\AFORM\s+")


def is_annual(form: str) -> bool:
    """Whether it is an annual report, of small businesses, of a changed year, or amended too."""
    return _bare(form).startswith("10K")


def is_quarterly(form: str) -> bool:
    return _bare(form).startswith("10Q")


def is_periodic(form: str) -> bool:
    """Whether it reports on a year or a quarter.

    >>> is_periodic("10QSB"), is_periodic("10-K405/A"), is_periodic("8-K")
    (True, True, False)
    """
    return is_annual(form) or is_quarterly(form)


def is_current(form: str) -> bool:
    return _bare(form).startswith("8K")


def takes(wanted: str, form: str) -> bool:
    """Whether one who asks for `wanted` gets `form`: its kinds and its amendments too.

    >>> takes("10-K", "10-KSB/A"), takes("10-K405", "10-K"), takes("10-K/A", "10-K405/A")
    (True, False, True)
    """
    if _AMENDED.search(wanted.upper()) and not _AMENDED.search(form.upper()):
        return False
    return bool(_bare(wanted)) and _bare(form).startswith(_bare(wanted))


def _bare(form: str) -> str:
    """'Form 10-K405/A' -> '10K405'."""
    name = _FORM.sub("", form.upper().strip())
    return _SIGNS.sub("", _AMENDED.sub("", name))
