from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from maker_xbrl import EPS, JUN04, Q104, SEP04, TEXT, USD, Maker
from reports_xbrl import report

from converter.model.finding import Severity
from converter.model.xbrl import SHARES, dei, us_gaap
from converter.write.ixbrl import IX, inline
from converter.write.markup import clean

XHTML = "{http://www.w3.org/1999/xhtml}"
PRE = f".//{XHTML}pre"


def parse(page: str) -> etree._Element:
    return etree.fromstring(page.encode())


def shown(page: etree._Element) -> str:
    return "".join(page.find(PRE).itertext())


def values(page: etree._Element) -> dict[str, Decimal | str]:
    """Id -> value as inline XBRL defines it, read independently of the writer."""
    found: dict[str, Decimal | str] = {}
    for element in page.iter(f"{{{IX}}}nonFraction", f"{{{IX}}}nonNumeric"):
        text = "".join(element.itertext())
        shape = (element.get("format") or "").removeprefix("ixt:")
        if element.tag.endswith("nonNumeric"):
            found[element.get("id")] = (text, shape)
            continue
        number = Decimal(0) if shape == "fixed-zero" else Decimal(text.replace(",", ""))
        number = number.scaleb(int(element.get("scale", "0")))
        found[element.get("id")] = -number if element.get("sign") else number
    return found


def test_text_is_untouched_but_for_what_xml_forbids():
    page = parse(inline(report()).value)
    assert shown(page) == TEXT.replace("\f", " ")
    assert [len(a) for a in shown(page).split("\n")] == [len(a) for a in TEXT.split("\n")]


def test_every_fact_is_there_once_with_its_value():
    made = report()
    read = values(parse(inline(made).value))
    again = {name for name in read if name.rpartition("_")[2] in ("2", "3")}
    assert set(read) - again == {fact.id for fact in made.facts}
    for fact in made.facts:
        if isinstance(fact.value, Decimal):
            assert read[fact.id] == fact.value, fact.id
    assert again
    for name in again:
        assert read[name] == read[name.rpartition("_")[0]], name


def test_a_fact_in_doubt_is_marked():
    whole = report()
    chosen = next(each for each in whole.facts if each.concept.local == "AssetsCurrent")
    facts = tuple(
        each.model_copy(update={"doubts": ("CAL001", "DUP001")}) if each is chosen else each
        for each in whole.facts
    )
    page = inline(whole.model_copy(update={"facts": facts})).value
    (mark,) = (
        each for each in parse(page).iter() if each.get("class") == "f d" and each.get("title")
    )
    assert mark.get("title").endswith("; in doubt: CAL001, DUP001")
    assert mark[0].get("id") == chosen.id
    assert "\u00b7 1 in doubt \u00b7" in page
    assert "; in doubt" not in inline(whole).value


def test_a_fact_stands_on_exactly_its_characters():
    made = report()
    page = parse(inline(made).value)
    for fact in made.facts:
        if fact.span and fact.printed and isinstance(fact.value, Decimal):
            (element,) = page.xpath(f"//*[@id='{fact.id}']")
            assert "".join(element.itertext()) == made.source.cut(fact.span)


def test_one_cell_two_facts_nested():
    page = parse(inline(report()).value)
    basic = page.xpath("//*[@name='us-gaap:EarningsPerShareBasic']")[0]
    (diluted,) = basic
    assert diluted.get("name") == "us-gaap:EarningsPerShareDiluted"
    assert basic.text is None
    assert diluted.tail is None
    assert {k: basic.get(k) for k in ("format", "sign", "scale", "unitRef")} == {
        k: diluted.get(k) for k in ("format", "sign", "scale", "unitRef")
    }


def test_a_fact_is_tagged_wherever_it_is_printed():
    page = parse(inline(report()).value)
    found = {each.get("id"): each for each in page.xpath("//*[@name='us-gaap:NetIncomeLoss']")}
    again = next(each for name, each in found.items() if name.endswith("_2"))
    first = found[again.get("id").removesuffix("_2")]
    assert [each.text for each in (first, again)] == ["1,227", "1,227"]
    assert first.get("contextRef") == again.get("contextRef")


TWICE = "Cash 1,234  Cash 1.2 million  Cash 1,234"


@pytest.mark.parametrize(
    ("prints", "tagged", "linked"),
    [
        ((5, 35), {"f0": "1,234", "f0_2": "1,234"}, []),
        ((17, 5), {"f0": "1,234"}, ["1.2"]),  # its characters do not spell it, those after do
        ((5, 17, 35), {"f0": "1,234", "f0_3": "1,234"}, ["1.2"]),
        ((17,), {"f0": "1234"}, ["1.2"]),  # nowhere: it is hidden
    ],
)
def test_a_fact_stands_on_the_prints_that_spell_it(prints, tagged, linked):
    make = Maker(TWICE)
    spans = [make.source.span(at, at + (3 if at == 17 else 5)) for at in prints]
    fact = make.add(us_gaap("Assets"), SEP04, Decimal(1234), spans[0], USD, 0)
    make.facts[-1] = fact.model_copy(update={"id": "f0", "others": tuple(spans[1:])})
    page = parse(inline(make.report()).value)
    found = page.xpath("//*[@name='us-gaap:Assets']")
    assert {each.get("id"): "".join(each.itertext()) for each in found} == tagged
    links = page.xpath("//*[local-name()='a' and @class='a']")
    assert ["".join(link.itertext()) for link in links] == linked


def test_hidden_facts_are_linked_from_their_source():
    made = report()
    page = parse(inline(made).value)
    hidden = page.find(f".//{{{IX}}}hidden")
    names = {element.get("name") for element in hidden}
    assert "dei:EntityIncorporationStateCountryCode" in names
    assert "dei:AmendmentFlag" in names
    state = next(f for f in made.facts if f.concept.local == "EntityIncorporationStateCountryCode")
    (link,) = page.xpath(f"//*[local-name()='a' and @href='#h-{state.id}']")
    assert "".join(link.itertext()) == "New York"
    assert page.xpath(f"//*[@id='h-{state.id}']")


def test_ids_are_unique():
    ids = parse(inline(report()).value).xpath("//@id")
    assert len(set(ids)) == len(ids)


def test_links_do_not_nest_and_all_lead_somewhere():
    page = parse(inline(report()).value)
    assert not page.xpath("//*[local-name()='a']//*[local-name()='a']")
    targets = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//*[local-name()='a']/@href")} <= targets


def test_no_outside_resource():
    page = re.sub(r'xmlns:?\w*="[^"]*"', "", inline(report()).value)
    assert not re.search(r'(src|href)="http', page)


def one(text: str, *facts: tuple[str, int, int, Decimal, object]) -> object:
    make = Maker(text)
    for name, start, end, value, unit in facts:
        make.add(
            us_gaap(name),
            Q104 if unit == EPS else SEP04,
            value,
            make.source.span(start, end),
            unit,
            0,
        )
    return inline(make.report())


def test_overlap_is_found_and_the_later_hidden():
    made = one(
        "x 1,543,000 y",
        ("Assets", 2, 7, Decimal(1543), USD),
        ("InventoryNet", 6, 11, Decimal(3000), USD),
    )
    assert [f.code for f in made.findings] == ["WRT002"]
    assert "InventoryNet" in made.findings[0].message
    page = parse(made.value)
    assert shown(page) == "x 1,543,000 y"
    assert page.find(f".//{{{IX}}}hidden")[0].get("name") == "us-gaap:InventoryNet"


def test_a_number_inside_a_number_is_hidden():
    made = one(
        "1,543", ("Assets", 0, 5, Decimal(1543), USD), ("InventoryNet", 2, 5, Decimal(543), USD)
    )
    assert [f.code for f in made.findings] == ["WRT002"]


@pytest.mark.parametrize(
    ("value", "unit"), [(Decimal(-1543), USD), (Decimal(1543), SHARES), (Decimal(1543000), USD)]
)
def test_numbers_that_cannot_share_their_characters(value, unit):
    name = "CommonStockSharesIssued" if unit == SHARES else "InventoryNet"
    made = one("1,543", ("Assets", 0, 5, Decimal(1543), USD), (name, 0, 5, value, unit))
    assert [f.code for f in made.findings] == ["WRT005"]
    read = values(parse(made.value))
    assert sorted(read.values()) == sorted((Decimal(1543), value))


def test_a_value_that_is_not_printed_is_hidden_with_a_finding():
    made = one("one half", ("Assets", 0, 8, Decimal("0.5"), USD))
    assert [(f.code, f.severity) for f in made.findings] == [("WRT001", Severity.WARNING)]
    assert made.findings[0].span.start == 0
    assert list(values(parse(made.value)).values()) == [Decimal("0.5")]


def test_blanks_alone_are_no_doubt():
    (finding,) = inline(report()).findings
    assert finding.severity is Severity.INFO
    assert "EntityRegistrantName" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\nAssets 5",
        "a\r\nb\r\n",
        "a\rb\x00\x0c\x1f\ufffe",
        "]]> <b> & &amp; \"'",
        "\x85\xa0é€",
    ],
)
def test_any_text_survives(text):
    make = Maker(text)
    page = parse(inline(make.report()).value)
    assert shown(page) == clean(text).replace("\r\n", "\n")


def test_clean_keeps_offsets():
    assert clean("a\x0cb\r\nc\rd\x00") == "a b\r\nc\u240dd\u2400"


CHARACTERS = st.characters(exclude_categories=["Cs"], max_codepoint=0x2FF) | st.sampled_from(
    '\f\r\n<&>"'
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    pieces=st.lists(
        st.tuples(
            st.text(CHARACTERS, max_size=12).map(lambda s: s + " "),
            st.integers(0, 10**9),
            st.sampled_from([0, 3, 6]),
            st.booleans(),
        ),
        max_size=8,
    )
)
def test_report_to_inline_and_back(pieces):
    text, cells = "", []
    for gap, number, scale, negative in pieces:
        text += gap
        printed = f"{number:,}"
        cells.append((len(text), len(text) + len(printed), scale, negative))
        text += printed
    make = Maker(text)
    for index, (start, end, scale, negative) in enumerate(cells):
        number = Decimal(text[start:end].replace(",", "")).scaleb(scale)
        fact = make.add(
            us_gaap("Assets"), JUN04, -number if negative else number,
            make.source.span(start, end), USD, -scale,
        )  # fmt: skip
        make.facts[-1] = fact.model_copy(update={"id": f"f{index}"})
    made = make.report()
    page = inline(made)
    assert page.findings == ()
    tree = parse(page.value)
    assert values(tree) == {fact.id: fact.value for fact in made.facts}
    assert shown(tree) == clean(text).replace("\r\n", "\n")


@settings(max_examples=80, deadline=None)
@given(
    spans=st.lists(st.tuples(st.integers(0, 11), st.integers(1, 12)), max_size=7),
    pointers=st.lists(st.tuples(st.integers(0, 11), st.integers(1, 12)), max_size=4),
)
def test_spans_in_any_position_give_sound_markup(spans, pointers):
    text = "123456789012"
    make = Maker(text)
    others = tuple(make.source.span(a, min(a + n, 12)) for a, n in pointers)
    for index, (start, length) in enumerate(spans):
        end = min(start + length, 12)
        if start % 3:
            fact = make.add(
                us_gaap("Assets"),
                SEP04,
                Decimal(text[start:end]),
                make.source.span(start, end),
                USD,
                0,
            )
        else:
            fact = make.add(
                dei("EntityAddressCityOrTown"), Q104, text[start:end], make.source.span(start, end)
            )
        make.facts[-1] = fact.model_copy(
            update={"id": f"f{index}", "others": others if index == 0 else ()}
        )
    made = make.report()
    tree = parse(inline(made).value)
    assert shown(tree) == text
    read = values(tree)
    assert {name for name in read if not name.startswith("f0_")} == {fact.id for fact in made.facts}
    for element in tree.iter(f"{{{IX}}}nonFraction"):
        assert len(element) <= 1
        assert not len(element) or (not element.text and not element[0].tail)
