"""Names in formulas bound to what they mean: a field, or a choice's word beside its field."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Protocol

from rating.rubric.formula import (
    ON_NODES,
    Arithmetic,
    Call,
    Comparison,
    Expression,
    FormulaError,
    Literal,
    Logic,
    Name,
    Negative,
    Not,
    parse_formula,
)
from rating.rubric.nouns import NO_WORDS, YES_WORDS, DataField


class HasFields(Protocol):
    """A rubric or a goal file: whatever states data fields."""

    @property
    def fields(self) -> Mapping[str, DataField]: ...


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which field a name means (by code or title), and what each field may hold."""

    by_name: Mapping[str, str]
    fields: Mapping[str, DataField]

    @classmethod
    def of(cls, form: HasFields) -> Vocabulary:
        """The same one each time for the same form: explanations ask for it a hundred times a station."""
        return _vocabulary(_This(form))

    def choice(self, field_code: str, word: str) -> int | None:
        """The stored number of a choice's word: index of the choice; 1 and 0 for yes and no."""
        field = self.fields[field_code]
        if field.kind == "yes_no":
            return 1 if word in YES_WORDS else 0 if word in NO_WORDS else None
        if field.kind != "choice":
            return None
        return next((at for at, choice in enumerate(field.choices) if word in (choice, _as_parsed(choice))), None)


@dataclass(frozen=True, slots=True, eq=False)
class _This:
    """One thing and no equal one, as a key of a cache: comparing two rubrics takes longer than reading one."""

    thing: Any

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.thing is self.thing


@lru_cache(maxsize=32)
def _vocabulary(form: _This) -> Vocabulary:
    fields: Mapping[str, DataField] = form.thing.fields
    by_title = {field.title: code for code, field in fields.items()}
    as_parsed = {_as_parsed(title): code for title, code in by_title.items()}
    return Vocabulary({**as_parsed, **by_title, **{code: code for code in fields}}, fields)


def _as_parsed(name: str) -> str:
    """A name as Python's parser hands it over: Ａ → A."""
    return unicodedata.normalize("NFKC", name)


def bind(text: str, vocabulary: Vocabulary) -> Expression:
    """Parse `text` and replace every name by a field code, every choice word by its number.

    Raises FormulaError naming what is unknown.
    """
    return _bound(text, _This(vocabulary))


@lru_cache(maxsize=4096)
def _bound(text: str, vocabulary: _This) -> Expression:
    return _bind(parse_formula(text), vocabulary.thing)


def _bind(expression: Expression, words: Vocabulary) -> Expression:
    match expression:
        case Name(text):
            return Name(_field_code(text, words))
        case Comparison(_, left, right):
            return _bind_comparison(expression, left, right, words)
        case Negative(operand) | Not(operand):
            return replace(expression, operand=_bind(operand, words))
        case Arithmetic(_, left, right):
            return replace(expression, left=_bind(left, words), right=_bind(right, words))
        case Logic(operator, operands):
            return Logic(operator, tuple(_bind(operand, words) for operand in operands))
        case Call(function, arguments) if function not in ON_NODES:
            return Call(function, tuple(_bind(argument, words) for argument in arguments))
        case _:
            return expression


def _bind_comparison(whole: Comparison, left: Expression, right: Expression, words: Vocabulary) -> Expression:
    """`虚假材料 = 是`: the word on one side is read as a choice of the field on the other."""
    match left, right:
        case Name(field), Name(word) if word not in words.by_name:
            return replace(whole, left=_bind(left, words), right=_choice(_field_code(field, words), word, words))
        case Name(word), Name(field) if word not in words.by_name:
            return replace(whole, left=_choice(_field_code(field, words), word, words), right=_bind(right, words))
    return replace(whole, left=_bind(left, words), right=_bind(right, words))


def _choice(field_code: str, word: str, words: Vocabulary) -> Literal:
    number = words.choice(field_code, word)
    if number is None:
        raise FormulaError(f"「{word}」不是数据项「{words.fields[field_code].title}」的选项，也不是数据项名称")
    return Literal(Decimal(number))


def _field_code(name: str, words: Vocabulary) -> str:
    if name not in words.by_name:
        raise FormulaError(f"没有名为「{name}」的数据项")
    return words.by_name[name]
