"""Writes docs/problem-codes.md from the catalogue: python docs/make_problem_codes.py"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from rating.problems import CATALOGUE, Severity  # noqa: E402

HEAD = """# 问题代码与处理办法

本页由 `docs/make_problem_codes.py` 按 `rating/problems.py` 生成，请不要手工修改。

命令行每行的格式是 `代码 位置: 发现; 应为; 处理办法`，没有特定要求的写「—」。程度分四种：
**不能受理**和**需要确认**须处理后才能评定；**提醒**和**说明**随结果一并列出，不影响评定。
"""
MEANING = {
    Severity.REFUSAL: "须改正后才能评定。",
    Severity.QUESTION: "程序不作猜测，须由人确认后才能评定。",
    Severity.WARNING: "不影响评定，请核实。",
    Severity.NOTICE: "仅作说明。",
}


def page() -> str:
    """The whole page: a table for each severity, codes in the catalogue's order."""
    parts = [HEAD]
    for severity in Severity:
        rows = [
            f"| `{code}` | {kind.title} | {kind.remedy} |"
            for code, kind in CATALOGUE.items()
            if kind.severity is severity
        ]
        head = [f"## {severity.title}", "", MEANING[severity], "", "| 代码 | 问题 | 处理办法 |", "|---|---|---|"]
        parts.append("\n".join([*head, *rows]) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    (HERE / "problem-codes.md").write_text(page(), encoding="utf-8")
