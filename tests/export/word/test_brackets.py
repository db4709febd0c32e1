from __future__ import annotations

from rating.export.word.brackets import bracketed, flat


def test_brackets_are_not_nested() -> None:
    assert bracketed("工作指引") == "（工作指引）"
    assert bracketed("《工作指引（试行）》") == "〔《工作指引（试行）》〕"
    assert flat("示例（未经确认）") == "示例，未经确认"
    assert flat("已确认") == "已确认"
