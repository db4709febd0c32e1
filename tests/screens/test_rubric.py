from __future__ import annotations

import pytest

from rating.screens.rubric import UPLOADED, read_uploaded, shipped
from rating.screens.visit.session import sample
from tests.screens.opening import open_screen, text_of


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_shipped_rubric_is_readable(name: str) -> None:
    rubric = shipped()[name]
    run = open_screen("rubric")
    if rubric.fingerprint != sample().evaluation.rubric.fingerprint:
        run.selectbox(key="rubric_choice").set_value(name).run()
    assert not run.exception
    text = text_of(run)
    assert rubric.title in text
    assert rubric.standing_title in text
    for dimension in rubric.dimensions:
        assert dimension.title in text or (rubric.kinds and not dimension.applies_to(rubric.kinds[0]))


def test_every_kind_has_its_own_tree() -> None:
    run = open_screen("rubric")
    rubric = sample().evaluation.rubric
    for kind in rubric.kinds:
        run.button_group[0].set_value(kind).run()
        text = text_of(run)
        assert all(node.title in text for node in rubric.indicators if node.applies_to(kind))


def test_a_broken_file_shows_its_problems_with_the_line() -> None:
    run = open_screen("rubric")
    run.selectbox(key="rubric_choice").set_value(UPLOADED).run()
    run.file_uploader(key="rubric_file").upload("坏.yaml", b"code: x\ncode: y\n").run()
    assert not run.exception
    text = text_of(run)
    assert "还不能使用" in text
    assert "坏.yaml" in text
    assert "不能受理" in text


def test_a_file_that_is_not_text_is_a_problem() -> None:
    rubric, problems = read_uploaded(b"\xff\xfe\x00", "C:/x/评分.yaml")
    assert rubric is None
    assert [each.code for each in problems] == ["rubric_unreadable"]


def test_nothing_uploaded_yet_is_said_so() -> None:
    run = open_screen("rubric")
    run.selectbox(key="rubric_choice").set_value(UPLOADED).run()
    assert "请选择评分标准文件" in text_of(run)
