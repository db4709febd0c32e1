"""A rubric as the text of its file, which a committee can read and `parse_rubric` reads back as the same rubric."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rating.problems import Place, Problem, Refused
from rating.rubric.nouns import Rubric
from rating.rubric.writing.lines import root_lines
from rating.rubric.writing.plain_tree import plain_tree
from rating.rubric.writing.stated import stated
from rating.rubric.yaml_tree import LARGEST_BYTES


def written(rubric: Rubric) -> str:
    """The YAML text of a rubric: keys in the order of the grammar, what is not stated left out, shares as 80%.

    `parse_rubric(written(rubric), name)[0] == rubric`. Raises Refused for texts that no rubric file may hold
    (control signs, lone surrogates) and for more than 1 MiB.
    """
    return written_content(stated(rubric))


def written_content(content: Mapping[str, Any]) -> str:
    """The same for a plain tree of mappings, lists, texts, Decimal, int, bool and None, valid rubric or not.

    Keys keep their order; `read_tree` gives the tree back with every scalar as text. Raises Refused as `written`.
    """
    text = "\n".join(root_lines(plain_tree(content))) + "\n"
    if len(text.encode()) > LARGEST_BYTES:
        raise Refused([Problem("rubric_unreadable", Place(), "文件超过 1 MB", "不超过 1 MB 的文本", "请删减后再保存")])
    return text
