"""The header of a schedule: article, multiplier, currency, periods, whose it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from converter.model.finding import Finding, Severity
from converter.model.forms import is_annual
from converter.model.schedule import Entry, Schedule, ScheduleColumn, TagKind
from converter.model.xbrl import Duration
from converter.schedule.tags import ARTICLES, packaged_tags
from converter.schedule.values import read_cells, read_date, read_months, read_multiplier
from converter.text.dates import months_before
from converter.text.units import read_currency

if TYPE_CHECKING:
    from decimal import Decimal

    from converter.model.filing import Filing
    from converter.model.source import SourceText

_ARTICLE = re.compile(r"(?:ART(?:ICLE|\.)?\s*)?(\w+)")
_Text = Callable[..., str]
_NEAR = 12  # days by which a 52/53-week calendar's periods miss their months, and some to spare


class HeadLine(NamedTuple):
    """A value of a header's tag: where it stands in the source."""

    tag: str
    column: int
    start: int
    end: int
    marks: tuple[str, ...] = ()


def with_header(
    schedule: Schedule, head: Sequence[HeadLine], filing: Filing, likely: str
) -> tuple[Schedule, list[Finding]]:
    """The schedule with what its header says; a header's tags are entries too.

    likely  the article that its tags are of, where the header names none
    """
    source = filing.source
    findings: list[Finding] = []
    texts = {(line.tag, line.column): source.text[line.start : line.end] for line in reversed(head)}

    def text(tag: str, column: int = 0) -> str:
        return " ".join(texts.get((tag, column), "").split())

    def odd(code: str, severity: Severity, message: str, tag: str = "", hint: str = "") -> None:
        line = next((line for line in head if line.tag == tag), None)
        span = source.span(line.start, line.end) if line else schedule.span
        findings.append(
            Finding(code=code, severity=severity, message=message, span=span, hint=hint)
        )

    article = _article(text("ARTICLE"))
    if article not in ARTICLES:
        odd(
            "SCH004", Severity.INFO, _no_article(text("ARTICLE")), "ARTICLE",
            f"its tags are those of article {likely}" if likely else "",
        )  # fmt: skip
        article = likely
    multiplier = read_multiplier(text("MULTIPLIER")) if text("MULTIPLIER") else None
    if multiplier is None:
        said = text("MULTIPLIER")
        odd(
            "SCH006", Severity.INFO,
            f"the multiplier {said!r} is none" if said else "no multiplier is stated",
            "MULTIPLIER", "amounts are as printed unless the statements prove another",
        )  # fmt: skip
    currency = _currency(text("CURRENCY"))
    if not currency:
        odd(
            "SCH010", Severity.WARNING, f"the currency {text('CURRENCY')!r} is not told",
            "CURRENCY", "amounts of money are left out",
        )  # fmt: skip
    columns, found = _periods(schedule, text, filing)
    for tag, message in found:
        odd("SCH005", Severity.WARNING, message, tag)
    cik, own = text("CIK").lstrip("0"), (filing.header.cik or "").lstrip("0")
    foreign = bool(cik.isdigit() and own and cik != own)
    if foreign:
        odd(
            "SCH013", Severity.INFO,
            f"the schedule is of another registrant, {text('NAME') or 'CIK ' + cik}", "CIK",
        )  # fmt: skip
    rate = read_cells(text("EXCHANGE-RATE"), 0)
    schedule = replace(
        schedule, article=article, multiplier=multiplier,
        power=multiplier.adjusted() if multiplier else 0, currency=currency,
        exchange_rate=rate[0].value if rate else None, name=text("NAME"), cik=cik,
        book_value=text("BOOK-VALUE"), legend=text("LEGEND"), foreign=foreign, columns=columns,
    )  # fmt: skip
    return replace(schedule, entries=tuple(_entries(head, source, schedule))), findings


def _article(text: str) -> str:
    found = _ARTICLE.match(text.upper())
    return found[1].lstrip("0") if found else ""


def _no_article(text: str) -> str:
    return f"there is no article {text!r}" if text else "the schedule names no article"


def _currency(text: str) -> str:
    """ISO 4217 code; US dollars where none is named, '' for one that is not told."""
    plain = re.sub(r"\.\s+", ".", text).strip()
    if not plain or re.fullmatch(r"(?:U\.?S\.?A?\.?\s*)?(?:DOLLARS?|\$)", plain, re.IGNORECASE):
        return "USD"
    if re.fullmatch(r"(?:U\.?S\.?|USD|US\$|0|1|N/?A)", plain, re.IGNORECASE):
        return "USD"
    if re.fullmatch(r"[A-Z]{3}", plain):
        return plain
    return read_currency(f"in {plain}") or ""


def _periods(
    schedule: Schedule, text: _Text, filing: Filing
) -> tuple[tuple[ScheduleColumn, ...], list[tuple[str, str]]]:
    """The columns with their periods, and what is odd of them as (tag, message)."""
    columns: list[ScheduleColumn] = []
    odd: list[tuple[str, str]] = []
    for column in schedule.columns:
        at = column.index

        def said(tag: str, at: int = at) -> str:
            return text(tag, at) or text(tag)

        dates: dict[str, dt.date | None] = {}
        for tag in ("PERIOD-END", "PERIOD-START", "FISCAL-YEAR-END"):
            dates[tag] = read_date(said(tag)) if said(tag) else None
            if said(tag) and dates[tag] is None:
                odd.append((tag, f"{tag} {said(tag)!r} is no date"))
        kind = said("PERIOD-TYPE")
        months = read_months(kind) if kind else None
        if kind and months is None:
            odd.append(("PERIOD-TYPE", f"PERIOD-TYPE {kind!r} is not known"))
        end, start = dates["PERIOD-END"], dates["PERIOD-START"]
        if end is None:
            end = _filed_end(filing, dates["FISCAL-YEAR-END"], months)
            if not said("PERIOD-END"):
                odd.append(("PERIOD-END", "the schedule states no PERIOD-END"))
        if months is None:
            months = _filed_months(filing)
        duration = _duration(start, end, months)
        if duration and start and end and abs((duration.start - start).days) > _NEAR:
            odd.append(
                (
                    "PERIOD-START",
                    f"PERIOD-START {start} and PERIOD-TYPE {kind} contradict each other",
                )
            )
        columns.append(
            ScheduleColumn(
                at, kind, end, start, dates["FISCAL-YEAR-END"], months, duration
            )
        )  # fmt: skip
    return tuple(columns), odd


def _duration(start: dt.date | None, end: dt.date | None, months: int | None) -> Duration | None:
    """The period of the flows: from PERIOD-START where the period's length agrees with it."""
    if end is None:
        return None
    if months is None:
        return Duration(start=start, end=end) if start and start < end else None
    first = months_before(end, months)
    if start and abs((first - start).days) <= _NEAR:
        return Duration(start=start, end=end)
    return Duration(start=first, end=end) if first < end else None


def _filed_end(filing: Filing, year_end: dt.date | None, months: int | None) -> dt.date | None:
    """The end of the filing's own period, where the schedule tells none."""
    if year_end and months == 12:
        return year_end
    stated = filing.cover_value("DocumentPeriodEndDate")
    return dt.date.fromisoformat(stated) if stated else filing.header.period


def _filed_months(filing: Filing) -> int | None:
    form = filing.cover_value("DocumentType") or filing.header.form or ""
    return 12 if is_annual(form) else None


def _entries(head: Sequence[HeadLine], source: SourceText, schedule: Schedule) -> list[Entry]:
    """The header's values, as printed; its numbers are numbers."""
    tags = packaged_tags()
    seen: set[tuple[str, int]] = set()
    entries: list[Entry] = []
    for line in head:
        row = tags.find(line.tag, schedule.article, None)
        text = source.text[line.start : line.end]
        span = source.span(line.start, line.end)
        value: Decimal | str | None = text
        places = 0
        if row and row.kind is TagKind.PURE:
            cells = read_cells(text, 0)
            value = cells[0].value if cells else None
            if cells and value is not None:
                places = cells[0].places
                span = source.span(line.start + cells[0].start, line.start + cells[0].end)
        repeats = (line.tag, line.column) in seen
        seen.add((line.tag, line.column))
        entries.append(
            Entry(
                line.tag, line.column, text, value, places, span, line.marks, row, repeats=repeats
            )
        )
    return entries
