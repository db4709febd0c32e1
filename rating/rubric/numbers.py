"""Numbers as a committee writes them: 8, 0.5, 85%, and amounts that are points or a share."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_serializer,
    model_validator,
)
from pydantic_core import CoreSchema

MOST_DIGITS = 15


def parse_number(raw: Any) -> Decimal:
    """`85%` → 0.85, `8.0` → 8; finite, at most 15 significant digits (a spreadsheet's own precision).

    Equal numbers come out written alike, so that `8` and `8.0` give one fingerprint.
    Raises ValueError with a Chinese sentence.
    """
    if raw is None or isinstance(raw, dict | list | tuple | bool):
        raise ValueError("应写一个数字")
    text = str(raw).strip().replace("％", "%")
    try:
        number = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        raise ValueError(f"「{raw}」不是数字") from None
    if not _usable(number):
        raise ValueError(f"「{raw}」超出可用的数字范围")
    return Decimal(plain(number / 100 if text.endswith("%") else number))


def _usable(number: Decimal) -> bool:
    """Finite, below 10**12, and no finer than 15 decimals (1E-400 would not fit any scaled integer)."""
    if not number.is_finite():
        return False
    _, digits, exponent = number.as_tuple()
    significant = "".join(str(digit) for digit in digits).strip("0")
    return len(significant) <= MOST_DIGITS and -MOST_DIGITS <= int(exponent) <= MOST_DIGITS and abs(number) < 10**12


_WRITTEN = {"type": ["number", "string"], "pattern": r"^\s*[+-]?[0-9]+(\.[0-9]+)?\s*[%％]?\s*$"}
Number = Annotated[Decimal, BeforeValidator(parse_number), WithJsonSchema(_WRITTEN)]


class Amount(BaseModel):
    """What a rule awards: `6` means six points, `66%` means that share of the full marks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: Number
    is_share: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        if isinstance(raw, dict | Amount):
            return raw
        return {"value": raw, "is_share": str(raw).strip().endswith(("%", "％"))}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """For editors: a number, or text such as 66%."""
        return dict(_WRITTEN)

    @model_serializer
    def _to_text(self) -> str:
        return str(self)

    def points(self, full_marks: Decimal) -> Decimal:
        """The points this amount stands for, out of `full_marks`."""
        return self.value * full_marks if self.is_share else self.value

    def exact(self, full_marks: Fraction) -> Fraction:
        """The same, exactly."""
        return Fraction(self.value) * full_marks if self.is_share else Fraction(self.value)

    def __str__(self) -> str:
        return f"{plain(self.value * 100)}%" if self.is_share else plain(self.value)


def plain(number: Decimal) -> str:
    """A Decimal without exponent, trailing zeros or negative zero: 8.00 → "8", 1E+2 → "100"."""
    text = format(number if number else Decimal(0), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
