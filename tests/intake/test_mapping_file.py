"""The mapping file: written for a person, read back exactly, and nothing counts before it is confirmed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rating.intake.answers import ACCEPTED, FRACTIONS, NO_ANSWERS, NOT_USED, PERCENT, Answers
from rating.intake.mapping_file import (
    KEY_LENGTHS,
    MOST_CHARACTERS,
    read_mapping,
    read_mapping_file,
    write_mapping,
)
from rating.problems import Place, Problem
from rating.reported import Question


def question(key: tuple[str, ...] = ("column", "0123456789ab", "社工人数"), **changes: object) -> Question:
    problem = Problem("column_similar", Place("a.xlsx", "表一", "B1", key[-1]), f"列名「{key[-1]}」近似", field="staff")
    options = (("staff", "驻站社工数"), ("hours", "服务时长"), (NOT_USED, "不采用这一列"))
    parts = {"asked": key[-1], "options": options, "confidence": 0.83, "samples": ("5", "6"), **changes}
    return Question(key, problem, **parts)  # type: ignore[arg-type]


def confirm(text: str) -> str:
    return text.replace("confirmed: no", "confirmed: yes")


def test_a_question_says_what_where_how_sure_and_what_may_be_answered() -> None:
    text = write_mapping([question()], NO_ANSWERS)
    for told in (
        "列名「社工人数」近似",
        "a.xlsx → 表一!B1",
        "5、6",
        "83%",
        '"staff"　驻站社工数',
        '"不采用"　不采用这一列',
    ):
        assert told in text
    assert all(line.lstrip().startswith("#") for line in text.splitlines()[:5])


def test_a_proposal_does_not_count_until_it_is_confirmed() -> None:
    text = write_mapping([question()], NO_ANSWERS)
    assert read_mapping(text, "对应.yaml") == (NO_ANSWERS, ())
    assert read_mapping_file(text, "对应.yaml").drafts.of(*question().key) == "staff"
    assert read_mapping(confirm(text), "对应.yaml") == (Answers({question().key: "staff"}), ())


def test_without_a_likely_answer_nothing_is_proposed() -> None:
    text = write_mapping([question(confidence=0.0)], NO_ANSWERS)
    assert re.search(r"answer:$", text, re.MULTILINE)
    answers, problems = read_mapping(confirm(text), "对应.yaml")
    assert answers == NO_ANSWERS
    assert [(problem.code, problem.severity) for problem in problems] == [("mapping_unknown", "warning")]
    assert "没有写 answer" in problems[0].found


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("column", "不采用", NOT_USED),
        ("column", '"-"', NOT_USED),
        ("column", "hours", "hours"),
        ("column", "服务时长", "服务时长"),
        ("station", "007", "007"),
        ("station", "1.10", "1.10"),
        ("station", "null站", "null站"),
        ("points", "是", ACCEPTED),
        ("points", "yes", ACCEPTED),
        ("share", "小数", FRACTIONS),
        ("share", "百分数", PERCENT),
        ("range", "90", "90"),
        ("range", "90%", "90%"),
        ("template", "是", ACCEPTED),
    ],
)
def test_what_a_person_writes_as_answer(kind: str, typed: str, answer: str) -> None:
    key = (kind, *(f"部分{at}" for at in range(KEY_LENGTHS[kind] - 1)))
    text = confirm(write_mapping([question(key)], NO_ANSWERS)).replace('answer: "staff"', f"answer: {typed}")
    assert read_mapping(text, "对应.yaml") == (Answers({key: answer}), ())


@pytest.mark.parametrize("word", ["yes", "YES", "Yes", "ｙｅｓ", "是", "true", '"yes"', " 已确认"])
def test_ways_to_confirm(word: str) -> None:
    text = write_mapping([question()], NO_ANSWERS).replace("confirmed: no", f"confirmed: {word}")
    assert read_mapping(text, "对应.yaml")[0].by_key


@pytest.mark.parametrize("word", ["no", "No", "否", "", "false", "~"])
def test_ways_not_to_confirm(word: str) -> None:
    text = write_mapping([question()], NO_ANSWERS).replace("confirmed: no", f"confirmed: {word}".rstrip())
    assert read_mapping(text, "对应.yaml") == (NO_ANSWERS, ())


def test_confirmed_answers_and_unconfirmed_writing_survive_rewriting() -> None:
    other = question(("station", "甲站"))
    text = write_mapping([question(), other], NO_ANSWERS)
    first, second = text.split("\n\n  # 2.")
    edited = confirm(first) + "\n\n  # 2." + second.replace('"staff"\n', '"hours"\n')
    read = read_mapping_file(edited, "对应.yaml")
    assert (dict(read.answers.by_key), dict(read.drafts.by_key)) == ({question().key: "staff"}, {other.key: "hours"})
    again = read_mapping_file(write_mapping([other], read.answers, read.drafts), "对应.yaml")
    assert (again.answers, again.drafts) == (read.answers, read.drafts)


def test_an_answered_question_is_not_asked_once_more() -> None:
    assert "    confirmed: no" not in write_mapping([question()], Answers({question().key: "staff"}))


@pytest.mark.parametrize("text", ["", "\ufeff", "\n \n", write_mapping([], NO_ANSWERS)])
def test_an_empty_file_has_no_answers(text: str) -> None:
    assert read_mapping(text, "对应.yaml") == (NO_ANSWERS, ())


def test_a_file_saved_by_a_windows_editor_is_the_same() -> None:
    text = confirm(write_mapping([question()], NO_ANSWERS))
    assert read_mapping("\ufeff" + text.replace("\n", "\r\n"), "对应.yaml") == read_mapping(text, "对应.yaml")


BROKEN = [
    ("confirmed: no", "confirmed:no", "缺少冒号"),
    ("confirmed: no", "confirmed：是", ""),
    ("confirmed: no", "confirmed: 大概", "大概"),
    ("confirmed: no", "confirm: yes", "confirm"),
    ("confirmed: no", "confirmed: [yes]", ""),
    ('answer: "staff"', "answer: -", ""),
    ('answer: "staff"', "answer: [staff]", ""),
    ('answer: "staff"', 'answer: "staff', ""),
    ('answer: "staff"', "answer: &a staff", "锚点"),
    ('answer: "staff"', "answer: !!python/object staff", "类型标记"),
    ('answer: "staff"', "answer: staff\n    answer: hours", "写了两次"),
    ('key: ["column", ', 'key: ["column", "多一段", ', "key"),
    ("- key: [", "- [key, ", ""),
    ("- key:", "\t- key:", "制表符"),
]


@pytest.mark.parametrize(("good", "bad", "found"), BROKEN)
def test_a_spoilt_file_is_refused_with_its_line(good: str, bad: str, found: str) -> None:
    text = write_mapping([question()], NO_ANSWERS)
    assert good in text
    answers, (problem,) = read_mapping(text.replace(good, bad), "对应.yaml")
    assert answers == NO_ANSWERS
    assert (problem.code, problem.severity, problem.place.file) == ("mapping_unreadable", "refusal", "对应.yaml")
    assert re.fullmatch(r"第 \d+ 行", problem.place.cell) and found in problem.found


@pytest.mark.parametrize(
    "text",
    [
        "code: x\ntitle: 评分标准\n",
        "mapping: 2\nentries: []\n",
        "- 1\n",
        "mapping: 1\nentries: 无\n",
        "mapping: 1\nother: 1\n",
        "代码,名称\n",
        "mapping: 1\nentries: &a [*a]\n",
        "x" * 2_000_000,
        "[" * 5000,
        "mapping: 1\n---\nmapping: 1\n",
        "%YAML 9.9\n",
        "\x00\x01",
    ],
    ids=range(12),
)
def test_what_is_no_mapping_file_is_refused(text: str) -> None:
    answers, problems = read_mapping(text, "对应.yaml")
    assert answers == NO_ANSWERS and [problem.code for problem in problems] == ["mapping_unreadable"]
    assert "删去该文件" not in problems[0].message  # it may be somebody's rubric


def test_two_different_confirmed_answers_to_one_question_are_refused() -> None:
    text = confirm(write_mapping([question()], NO_ANSWERS))
    entry = text[text.index("  - key") :]
    assert read_mapping(text + entry, "对应.yaml")[1] == ()
    assert read_mapping(text + entry.replace('"staff"', '"hours"'), "对应.yaml")[1][0].code == "mapping_unreadable"


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (("share", "ab", "表", "C"), "90"),
        (("points", "ab", "服务质量"), "否"),
        (("weather", "雨"), "是"),
        (("template", "ab"), "staff"),
    ],
)
def test_an_answer_that_no_question_allows_is_told_and_ignored(key: tuple[str, ...], answer: str) -> None:
    answers, (problem,) = read_mapping(write_mapping([], Answers({key: answer})), "对应.yaml")
    assert answers == NO_ANSWERS and problem.code == "mapping_unknown" and problem.place.cell


def test_many_options_are_cut_but_never_the_refusing_one() -> None:
    options = (*((f"c{at}", f"单位{at}") for at in range(200)), (NOT_USED, "这一行不采用"))
    text = write_mapping([question(options=options)], NO_ANSWERS)
    assert "这一行不采用" in text and '"c0"' in text and '"c100"' not in text and "其余 189 个" in text


def test_very_many_questions_come_in_parts_and_every_answer_is_kept() -> None:
    answers = Answers({("station", f"单位{at}"): "01" for at in range(300)})
    text = write_mapping([question(("station", f"新单位{at}")) for at in range(5000)], answers)
    assert len(text) < 2 * MOST_CHARACTERS and "没有列出" in text
    assert read_mapping(text, "对应.yaml") == (answers, ())


HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\"'\\#:{}[]&*!|>%@`,-?\n\r\t\x00\x07\x85\xad\u2028\u2029\u202e\u200b\ufeff\ud800\uffff=+"),
    ),
    max_size=30,
)
ANSWER = HOSTILE.map(str.strip).filter(lambda text: text and text not in ("不采用", "是", "小数", "百分数"))
KEYS = st.one_of(
    st.tuples(st.just("column"), HOSTILE, HOSTILE),
    st.tuples(st.just("station"), HOSTILE),
    st.tuples(st.just("range"), HOSTILE, HOSTILE, HOSTILE),
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, ANSWER, max_size=4), st.lists(st.tuples(KEYS, HOSTILE, HOSTILE), max_size=3))
def test_any_text_survives_and_none_becomes_a_line_of_the_file(
    answers: dict[tuple[str, ...], str], asked: list[tuple[tuple[str, ...], str, str]]
) -> None:
    questions = [
        Question(
            key,
            Problem("column_similar", Place(text, text, "A1", text), text),
            text,
            ((other or "x", text), (NOT_USED, other)),
            0.9,
            (text, other),
        )
        for key, text, other in asked
    ]
    text = write_mapping(questions, Answers(answers))
    read, problems = read_mapping(text.encode("utf-8").decode("utf-8"), "对应.yaml")
    assert problems == ()
    assert read.by_key == answers
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]", text)
