"""How one printed figure becomes another by a single slip of whoever typed it.

8,219  ->  8,291      two digits exchanged
8,219  ->  8.219      a comma typed as a point
(512)  ->  512        a parenthesis lost
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

_THOUSAND = 3
_ZERO = Decimal(0)


class Slip(StrEnum):
    """What went wrong, as a sentence's end: '1,243 is printed for 1,234, ...'."""

    POINT = "a comma printed as a point"
    NO_POINT = "the decimal point lost"
    SIGN = "the sign turned, as by a lost parenthesis"
    EXCHANGED = "two digits exchanged"
    DIGIT = "one digit wrong"
    LOST = "a digit lost"
    ADDED = "a digit too many"


def slip(printed: Decimal, places: int, wanted: Decimal) -> Slip | None:
    """The slip by which `wanted` was printed as `printed`; None where no single one does.

    places  digits after the point, as printed
    """
    if printed == wanted or not printed or not wanted:
        return None
    if printed == -wanted:
        return Slip.SIGN
    if (printed < 0) is not (wanted < 0):
        return None
    if places == _THOUSAND and wanted == printed * 1000:
        return Slip.POINT
    lost = -_exponent(wanted)
    if not places and lost > 0 and printed == wanted.scaleb(lost):
        return Slip.NO_POINT
    return _of_digits(_digits(printed, places, wanted), _digits(wanted, places, wanted))


def ways(printed: Decimal, places: int) -> dict[Slip, int]:
    """How many other figures each slip could have been made of `printed` from."""
    size = len(_digits(printed, places, printed))
    return {
        Slip.POINT: int(places == _THOUSAND), Slip.NO_POINT: 2, Slip.SIGN: 1,
        Slip.EXCHANGED: size - 1, Slip.DIGIT: 9 * size, Slip.LOST: 10 * (size + 1),
        Slip.ADDED: size,
    }  # fmt: skip


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def _digits(value: Decimal, places: int, other: Decimal) -> str:
    """The digits of an amount with as many behind the point as it or the other has."""
    places = max(places, -_exponent(value), -_exponent(other))
    return str(int(abs(value).scaleb(places)))


def _of_digits(printed: str, wanted: str) -> Slip | None:
    if len(printed) == len(wanted):
        apart = [at for at, (one, other) in enumerate(zip(printed, wanted, strict=True))
                 if one != other]  # fmt: skip
        if len(apart) == 1:
            return Slip.DIGIT
        beside = len(apart) == 2 and apart[1] == apart[0] + 1
        if beside and printed[apart[0] : apart[1] + 1] == wanted[apart[0] : apart[1] + 1][::-1]:
            return Slip.EXCHANGED
        return None
    if len(printed) + 1 == len(wanted):
        return Slip.LOST if _without_one(wanted, printed) else None
    if len(printed) == len(wanted) + 1:
        return Slip.ADDED if _without_one(printed, wanted) else None
    return None


def _without_one(longer: str, shorter: str) -> bool:
    """Whether a digit less makes one row of digits the other."""
    at = next((at for at, digit in enumerate(shorter) if digit != longer[at]), len(shorter))
    return longer[at + 1 :] == shorter[at:]
