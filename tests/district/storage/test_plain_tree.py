"""Values as plain trees: only known kinds, what repeats written once, nodes by name."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from rating.district.storage.plain_tree import CLASSES, Reader, Writer
from rating.problems import Place, Problem
from rating.reported import Roster, Upload
from rating.scoring.evaluation import Evaluation, Reason
from rating.scoring.exact import Quantity
from rating.scoring.sums import LookedUp

VALUES: list[Any] = [
    None,
    True,
    2**100,
    -0.5,
    "𠮷\u202e",
    (1, ("a", None)),
    {(0, "a"): 1, (1, "b"): Decimal("1.50")},
    Decimal("-0.00"),
    Decimal("1E+5"),
    date(2026, 11, 22),
    datetime(2026, 11, 22, 3, 4, 5, 678, tzinfo=UTC),
    Place("甲.xlsx", "表", "A1"),
    Roster(("1",), ("甲",), ("综合",), ("",)),
    Upload("甲.xlsx", "ab", 1, "某人", datetime(2026, 1, 1, tzinfo=UTC)),
]


def there_and_back(value: Any) -> Any:
    writer = Writer()
    text = json.dumps([writer.plain(value), writer.shared])
    plain, shared = json.loads(text)
    return Reader(bytes(writer.arrays.block), shared).value(plain)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_values_come_back(value: Any) -> None:
    again = there_and_back(value)
    assert again == value and type(again) is type(value)
    assert str(again) == str(value), "Decimals with their zeros"


def test_lists_come_back_as_tuples_since_everything_is_frozen() -> None:
    assert there_and_back([1, [2]]) == (1, (2,))


def test_numpy_numbers_come_back_as_plain_ones() -> None:
    assert there_and_back((np.int64(3), np.bool_(True), np.float64(0.5))) == (3, True, 0.5)


def test_what_repeats_is_written_once_and_shared_again() -> None:
    problem, reason = Problem("value_blank", Place("甲"), "空白"), Reason("veto", "一票否决")
    writer = Writer()
    plain = writer.plain((problem, reason, Problem("value_blank", Place("甲"), "空白"), reason))
    assert len(writer.shared) == 2
    one, two, three, four = Reader(b"", writer.shared).value(plain)
    assert (one, two) == (problem, reason) and one is three and two is four


def test_a_looked_up_column_is_written_as_it_reads_and_stays_unlaid() -> None:
    table = Quantity(np.array([10, 20, 30]), 10, (30, 10))
    looked = LookedUp(table, np.array([2, 0, 2], np.int64))
    again = there_and_back(looked)
    assert type(again) is Quantity and again.num.tolist() == [30, 10, 30] and (again.den, again.size) == (10, (30, 10))
    assert "num" not in looked.__dict__


class Unknown:
    pass


@pytest.mark.parametrize("value", [Unknown(), b"bytes", {1, 2}, object, 1j], ids=lambda value: type(value).__name__)
def test_other_kinds_have_no_place(value: Any) -> None:
    with pytest.raises(TypeError):
        Writer().plain(value)


@pytest.mark.parametrize(
    "plain",
    [{"Unknown": {}}, {"Path": {}}, {"Place": {"nothing": 1}}, {"Problem": {}}, {"a": 1, "b": 2}, {}, {"once": 5},
     {"node": "x"}, {"date": "2026-13-01"}, {"decimal": "x"}, {"map": [[1]]}, {"map": [[{"map": []}, 1]]}],
    ids=str,
)  # fmt: skip
def test_a_torn_tree_is_a_fault_that_is_known(plain: Any) -> None:
    with pytest.raises((ValueError, TypeError, LookupError, ArithmeticError)):
        Reader(b"", []).value(plain)


def test_every_class_of_an_evaluation_is_known(sample_evaluation: Evaluation) -> None:
    """And none that nothing uses is let in."""
    writer = Writer()
    text = json.dumps([writer.plain(sample_evaluation), writer.shared])
    used = {name for name in CLASSES if f'"{name}": {{' in text}
    assert set(CLASSES) - used <= {"Adjudication", "Question"}
