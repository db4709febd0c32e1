"""Where a result comes from: the lines at the foot of every screen and on the sheet 口径说明."""

from __future__ import annotations

from rating.insight.wording import missing_in_words, ranking_in_words, raters_in_words, rounding_in_words
from rating.reported import Upload
from rating.scoring.evaluation import Evaluation
from rating.shown import moment_text

FINGERPRINT_SHOWN = 12


def provenance(evaluation: Evaluation) -> tuple[tuple[str, str], ...]:
    """(label, text) pairs in reading order: rubric, standing, round, files, method, policies."""
    rubric = evaluation.rubric
    lines = [
        ("评分标准", rubric.title),
        ("版本", rubric.version),
        ("状态", rubric.standing_title),
        ("标准指纹", rubric.fingerprint[:FINGERPRINT_SHOWN]),
        ("评估轮次", evaluation.assessment_round or "未写明（试用）"),
        ("方法日期", evaluation.method_date.isoformat()),
        ("取舍", rounding_in_words(rubric.scale)),
        ("排名与并列", ranking_in_words(rubric.ranking, rubric)),
        ("空白与缺项", missing_in_words(rubric)),
    ]
    if rubric.raters is not None:
        lines.append(("打分合成", raters_in_words(rubric.raters, rubric.roles)))
    return (*lines, *(("来源文件", upload_in_words(upload)) for upload in evaluation.uploads))


def provenance_line(evaluation: Evaluation) -> str:
    """One line for the foot of a page."""
    rubric = evaluation.rubric
    parts = [
        f"{rubric.title} {rubric.version} 版",
        rubric.standing_title,
        f"指纹 {rubric.fingerprint[:FINGERPRINT_SHOWN]}",
        *([f"轮次 {evaluation.assessment_round}"] if evaluation.assessment_round else []),
        f"来源文件 {len(evaluation.uploads)} 个",
        f"方法日期 {evaluation.method_date.isoformat()}",
    ]
    return " · ".join(parts)


def upload_in_words(upload: Upload) -> str:
    """One file: its name, the start of its SHA-256, who handed it in."""
    who = f"，{upload.who}" if upload.who else ""
    when = f"，{moment_text(upload.when)}" if upload.when else ""
    return f"{upload.name}（SHA-256 {upload.sha256[:FINGERPRINT_SHOWN]}，{upload.size:,} 字节{who}{when}）"
