"""导出: every way out of a result, and what is in each."""

from __future__ import annotations

from rating.insight.provenance import provenance
from rating.screens.export_sections.letter_template import show_template
from rating.screens.export_sections.papers import show_papers
from rating.screens.frame import frame
from rating.screens.frame.downloads import all_downloads
from rating.screens.frame.foot import foot
from rating.screens.parts.markup import put, tag
from rating.screens.parts.told import show_told
from rating.screens.visit import where
from rating.screens.visit.session import shown

CONTENTS = (
    (
        "Excel 工作簿",
        "排名、分类查看、图表、个站反馈、逐项得分（含来源）、评分标准、问题清单、口径说明；改动数值自动重算，可打印。",
    ),
    (
        "CSV 数据表",
        (
            "每个站点一行：总分、星级、名次、各一级指标和各指标的得分与状态，供统计用。"
            "在 Excel 中请用「数据→自文本/CSV」打开，直接双击会丢掉代码开头的 0；日常查看请用 Excel 工作簿。"
        ),
    ),
    ("Parquet 数据表", "每个站点、每项指标一行，供统计分析软件读取。"),
    ("JSON 结果", "全部结果的数据文件，供其他系统读取；下一轮评定时可作为上一轮结果导入。"),
    ("问题清单", "核对中发现的全部问题：位置、情况、处理办法，可转交报送单位。"),
)


def show() -> None:
    now, here = shown(), where.here()
    frame.masthead(
        "导出",
        frame.standing_badge(now.evaluation.rubric.standing_title),
        lead=f"正在查看{now.label}：{len(now.evaluation.roster)} 个单位，{len(now.evaluation.problems)} 项核对提示。",
    )
    show_told()
    all_downloads(now)
    put(tag("ul", *(tag("li", tag("b", name), "　", text) for name, text in CONTENTS)))
    show_papers(now, here)
    if here is not None:
        show_template(here)
    rows = (
        tag("tr", tag("td", label), tag("td", text))
        for label, text in now.once("provenance table", lambda: provenance(now.evaluation))
    )
    put(tag("h2", "口径说明"), tag("table", tag("tbody", *rows), cls="stack"))
    foot(now)


if __name__ == "__main__":
    show()
