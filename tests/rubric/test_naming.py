"""Codes from titles: they fit the grammar, stay the same, and never repeat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from rating.rubric.naming import code_for
from rating.rubric.nouns import Code, FieldCode


@given(
    st.lists(st.text() | st.sampled_from(["持证率", "其他"]), max_size=30), st.sampled_from(["i", "f", "i1_2", "Gate"])
)
def test_codes_fit_the_grammar_and_never_repeat(titles: list[str], prefix: str) -> None:
    taken: list[str] = []
    for title in titles:
        code = code_for(title, taken, prefix)
        assert TypeAdapter(Code).validate_python(code) == TypeAdapter(FieldCode).validate_python(code) == code
        assert code.startswith(f"{prefix}_") and code.casefold() not in {other.casefold() for other in taken}
        taken.append(code)


def test_the_same_title_gets_the_same_code() -> None:
    """Pinned: rounds are compared by codes, so this never changes."""
    assert code_for("持证率", [], "i") == code_for("持证率", ["i_other"], "i") == "i_5c24h"
    assert code_for(" 持证 率\n", []) == code_for("持证率", []) != code_for("持证比例", [])
    assert code_for("ＡＢ（一）", []) == code_for("AB(一)", [])


def test_a_second_of_the_same_title_is_numbered() -> None:
    first = code_for("其他", [])
    assert code_for("其他", [first.upper()]) == f"{first}_2"
    assert code_for("其他", {first, f"{first}_2"}) == f"{first}_3"


@pytest.mark.parametrize("prefix", ["", "1", "指标", "a-b", "x" * 60])
def test_a_prefix_is_the_beginning_of_a_code(prefix: str) -> None:
    with pytest.raises(ValueError, match="beginning of a code"):
        code_for("持证率", [], prefix)
