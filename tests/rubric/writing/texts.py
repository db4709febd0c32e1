"""Texts for hypothesis that YAML likes to misread, and plain trees made of them."""

from __future__ import annotations

from hypothesis import strategies as st

from rating.rubric.yaml_tree import CONTROL

NASTY = [
    "no", "是", "null", "~", "", " ", "- ", "-", "?", "? x", ":", "a: b", "a:", "#", " # x", "x #y", "&a", "*a", "!x", "|", ">-",
    "{}", "[", "]", "a, b", "%", "@", "`", "'", '"', "\\", "it's \"x\"\\", "---", "...", "--- a", "=", "<<", "1", "-1", "1.10",
    "0x1F", "2024-01-01", "12:30", "1e3", ".5", "true", "True", "一\n二", "一\n二\n", "一\n\n二", "一\n\n\n", "\n", " 一\n二", "\t", "a\tb",
    "一\r\n二", "\u2028", "\ufeff", "\xa0甲", "甲\u3000", "😀", "满分 8 → 10", "“引号”", "一\n# 不是注释", "一\n- 二: 三", "一\n  二", "长" * 130,
    "https://m.example.cn/p-7086187.html", "count(甲, 乙) >= 2", "a\u2029b", "一\n \n二",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=30).filter(lambda text: not CONTROL.search(text)),
    st.text(st.sampled_from("项 目#:,-?'\"{}[]&*!|>%@`\\\n\t=<~1."), max_size=12),
)
"""Every text that a rubric file may hold."""
keys = texts.filter(lambda text: text != "<<")
trees = st.recursive(
    st.none() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)
mappings = st.dictionaries(
    st.sampled_from(["title", "fields", "dimensions", "bands", "scale"]) | keys, trees, max_size=5
)
"""Plain trees, some under keys of the grammar."""
