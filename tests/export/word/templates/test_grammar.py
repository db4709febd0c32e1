"""What may be written between braces; everything else is named, with what is allowed instead."""

from __future__ import annotations

import pytest
from jinja2.exceptions import SecurityError

from rating.export.word.templates import grammar
from rating.export.word.templates.filling import check_template
from tests.export.word.templates.attacks import in_body, split_placeholder, template, with_table


def told(content: bytes) -> str:
    problems = check_template(content)
    assert all(problem.code == "template_unusable" and problem.expected for problem in problems)
    return "；".join(problem.found for problem in problems)


@pytest.mark.parametrize("text", [
    "{{ 站点名称 }}", "{{站点名称}}", "甲{{ 总分 }}乙{{ 满分 }}", "{% if 备案文号 %}{{ 备案文号 }}{% endif %}",
    "{% if 星级 == '★★★★★' and not 名次 %}甲{% else %}乙{% endif %}", "{# 给自己的话 #}", "{% for 行 in 失分指标 %}{{ 行.指标 }}{% endfor %}",
    "{% for 行 in 失分指标 %}{{ loop.index }}{{ 行.失分 }}{% endfor %}", "{{p 得分表 }}", "“{{ 等级 }}”",
])  # fmt: skip
def test_what_is_allowed(text: str) -> None:
    assert told(template(text)) == ""


@pytest.mark.parametrize(("text", "found"), [
    ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "不允许的写法：Call"),
    ("{{ 站点名称.__class__ }}", "不允许的写法：站点名称.__class__"),
    ("{{ 站点名称['__class__'] }}", "不允许的写法：Getitem"),
    ("{% for 行 in 失分指标 %}{{ 行.__init__ }}{% endfor %}", "没有「__init__」这一列"),
    ("{% for 行 in 失分指标 %}{{ loop.__class__ }}{% endfor %}", "没有「__class__」这一列"),
    ("{% for i in range(1000000000) %}x{% endfor %}", "循环的不是可用的列表"),
    ("{% for 行 in 失分指标 %}{% for 列 in 失分指标 %}x{% endfor %}{% endfor %}", "循环套循环"),
    ("{% for 行 in 站点名称 %}x{% endfor %}", "循环的不是可用的列表"),
    ("{{ 'x' * 1000000000 }}", "不允许的写法：Mul"),
    ("{{ 9 ** 9 ** 9 }}", "不允许的写法：Pow"),
    ("{{ 站点名称 | upper }}", "不允许的写法：Filter"),
    ("{% include '/etc/passwd' %}", "不允许的写法：Include"),
    ("{% import 'x' as y %}", "不允许的写法：Import"),
    ("{% extends 'x' %}", "不允许的写法：Extends"),
    ("{% set 站点名称 = 1 %}", "不允许的写法：Assign"),
    ("{% macro f() %}x{% endmacro %}", "不允许的写法：Macro"),
    ("{{ self }}", "没有名为「self」的占位符"),
    ("{{ config }}", "没有名为「config」的占位符"),
    ("{{ 站名 }}", "没有名为「站名」的占位符"),
    ("{% for 行 in 失分指标 %}{{ 行.分数 }}{% endfor %}", "没有「分数」这一列"),
    ("{{ 站点名称 ", "占位符没有写完整"),
    ("站点名称 }}", "占位符没有写完整"),
    ("{ 站点名称 }", "占位符没有写完整"),
    ("{{ {{ 总分 }} }}", "占位符没有写完整"),
    ("{{ 得分表 }}", "「得分表」是一整段内容"),
    ("文字{{p 得分表 }}", "所在的段落里还有别的文字"),
    ("{{p 总分 }}", "不是整段的内容"),
    ("{{r 总分 }}", "不允许的写法"),
    ("{%- if 总分 %}x{% endif %}", "不允许的写法"),
    ("{% cellbg 总分 %}", "不允许的写法"),
    ("{% if 总分 %}没有结尾", "占位符写法有误"),
    ("{%tr for 行 in 失分指标 %}", "所在的表格行里还有别的文字"),
    ("{{ " + "总" * 300 + " }}", "占位符没有写完整"),
])  # fmt: skip
def test_what_is_refused_and_how_it_is_told(text: str, found: str) -> None:
    assert found in told(template(text))


def test_names_that_are_near_are_offered() -> None:
    assert "「站点名称」" in check_template(template("{{ 站点名 }}"))[0].expected


def test_a_placeholder_cut_into_runs_is_put_together() -> None:
    assert told(split_placeholder()) == ""


def test_rows_are_repeated_by_rows_of_their_own() -> None:
    good = with_table(("{%tr for 行 in 失分指标 %}", ""), ("{{ 行.指标 }}", "{{ 行.失分 }}"), ("{%tr endfor %}", ""))
    assert told(good) == ""
    lossy = with_table(("{%tr for 行 in 失分指标 %}", "别的文字"), ("{{ 行.指标 }}", ""), ("{%tr endfor %}", ""))
    assert "所在的表格行里还有别的文字" in told(lossy)


def test_placeholders_stand_in_text_and_nowhere_else() -> None:
    assert "占位符写在文字以外" in told(in_body("<!-- {{ 总分 }} --><w:p/>"))
    assert "占位符写在文字以外" in told(in_body('<w:p><w:pPr><w:pStyle w:val="{{ 总分 }}"/></w:pPr></w:p>'))


def test_many_braces_do_not_take_long() -> None:
    """Half a million of them: no expression that looks far ahead ever sees them."""
    for text in ("{" * 300_000, "{{ " * 100_000, "{%" * 150_000 + "}}"):
        assert "占位符没有写完整" in told(template(text))
    assert "个占位符" in told(template("{{ 总分 }}" * 301))


def test_the_sandbox_alone_also_holds() -> None:
    """The second wall, were the first to fail."""
    environment = grammar.Sandbox()
    assert environment.from_string("{{ 行.甲 }}").render(行={"甲": "乙"}) == "乙"
    with pytest.raises(SecurityError):
        environment.from_string("{{ x.upper() }}").render(x="a")
    for text in ("{{ x.__class__ }}", "{{ x.__class__.__mro__ }}", "{{ ''.__class__ }}"):
        with pytest.raises(SecurityError):
            environment.from_string(text + "{{ x.__class__() }}").render(x="a")
    assert environment.from_string("{{ x }}").render(x="<w:t>&") == "&lt;w:t&gt;&amp;"
    assert not environment.globals and not environment.filters
