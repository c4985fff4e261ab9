import pytest

from converter.text.numerals import scan
from converter.text.units import Quantity, Units, quantity_of, read_currency, read_units

CAPTIONS = [
    ("(in thousands)", Units(3, 3, stated=True)),
    ("(in thousands, except per share data)", Units(3, 3, stated=True)),
    ("(in thousands, except share data)", Units(3, 0, stated=True)),
    ("(in thousands, except share and per share data)", Units(3, 0, stated=True)),
    ("($ in thousands, except share data)", Units(3, 0, stated=True)),
    ("(Dollars in millions)", Units(6, 0, stated=True)),
    ("(In millions, except per share amounts)", Units(6, 6, stated=True)),
    ("(Dollars and shares in thousands)", Units(3, 3, stated=True, counted=True)),
    (
        "(in millions, except share amounts which are in thousands)",
        Units(6, 3, stated=True, counted=True),
    ),
    ("(Dollars in millions; shares in thousands)", Units(6, 3, stated=True, counted=True)),
    (
        "(In thousands, except shares in millions and per share data)",
        Units(3, 6, stated=True, counted=True),
    ),
    ("(Shares in thousands)", Units(3, 3, stated=True, counted=True)),
    ("(In thousands, except per share amounts in dollars)", Units(3, 3, stated=True)),
    ("(000's omitted)", Units(3, 3, stated=True)),
    ("($000)", Units(3, 0, stated=True)),
    ("(in dollars)", Units(0, 0, stated=True)),
    ("(unaudited)", None),
    ("Consolidated Balance Sheets", None),
]


@pytest.mark.parametrize(("text", "units"), CAPTIONS, ids=[c[0] for c in CAPTIONS])
def test_units_captions(text, units):
    assert read_units(text) == units


LINES = [
    ("Net sales", (), "$ 2,670  2,308", Quantity.MONEY),
    ("Basic and diluted (loss) per share", (), "$(0.03)  $(0.03)", Quantity.PER_SHARE),
    ("Basic - as reported", ("(Loss) per common share",), "$(0.03)", Quantity.PER_SHARE),
    ("Weighted average number of common shares - basic", (), "37,414,189", Quantity.SHARES),
    ("Basic", ("Shares used in computing earnings per share",), "133,068", Quantity.SHARES),
    ("Stock equivalents", ("Weighted average shares:",), "96,676", Quantity.SHARES),
    ("Stock options", ("Weighted average shares:",), "$ 96,676", Quantity.MONEY),
    ("Weighted average shares:", (), "37,414,189", Quantity.SHARES),
    ("Average number of shares", (), "37,414,189  $ 36,414,189", Quantity.SHARES),
    ("Average number of shares", (), "$ 37,414,189  $ 36,414,189", Quantity.MONEY),
    ("Total stockholders' equity and shares outstanding", (), "4,184  120,500", Quantity.MONEY),
    ("Average cost of shares bought", (), "37,414,189  $ 36,414,189", Quantity.MONEY),
    ("(Loss) to common stockholders", ("Diluted (loss) per share",), "$(1,248)", Quantity.MONEY),
    ("Net (loss)", ("Basic (loss) per common share",), "$(1,248)", Quantity.MONEY),
    ("Basic earnings per common share", (), "$ 361,338", Quantity.PER_SHARE),
    ("Shares used for earnings per share", (), "361,338", Quantity.SHARES),
    ("Average shares (in millions)", ("Earnings per share:",), "20.41", Quantity.SHARES),
    ("Primary", ("Net income", "Shares used for computation"), "13.391  13.602", Quantity.SHARES),
    ("Net income", ("Fully diluted:",), "$ 2.78", Quantity.PER_SHARE),
    ("Net income", ("Primary copper:",), "$ 2.78", Quantity.MONEY),
    ("Net income", ("Primary earnings per common and common-equivalent share",), "$ 2.78", Quantity.PER_SHARE),
    ("Earnings per common and common-equivalent share", (), "$ 361,338", Quantity.PER_SHARE),
    ("Primary", ("Earnings per share by average shares outstanding",), "1.39", Quantity.PER_SHARE),
    ("Net asset value per Unit", (), "$ 1,454.31  $ 1,498.20", Quantity.PER_SHARE),
    ("Gross margin", (), "12.5%", Quantity.PERCENT),
]  # fmt: skip


@pytest.mark.parametrize(
    ("caption", "section", "figures", "quantity"), LINES, ids=[c[0] for c in LINES]
)
def test_quantities(caption, section, figures, quantity):
    assert quantity_of(caption, section, scan(figures)) is quantity


CURRENCIES = [
    ("(Yen in millions)", "JPY"),
    ("(in thousands of U.S. dollars)", "USD"),
    ("(Expressed in Canadian dollars)", "CAD"),
    ("(Amounts in DM 000)", "DEM"),
    ("(French francs in millions)", "FRF"),
    ("(in thousands of pesos)", ""),
    ("(in thousands)", None),
    ("EURO TECH HOLDINGS balance sheets (in thousands)", None),
]


@pytest.mark.parametrize(("text", "code"), CURRENCIES, ids=[c[0] for c in CURRENCIES])
def test_currencies_in_captions(text, code):
    assert read_currency(text) == code
