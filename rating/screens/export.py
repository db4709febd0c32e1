"""导出: every way out of a result, and what is in each."""

from __future__ import annotations

from rating.insight.provenance import provenance
from rating.screens.frame import frame
from rating.screens.frame.downloads import all_downloads
from rating.screens.frame.foot import foot
from rating.screens.parts.markup import put, tag
from rating.screens.visit.session import shown

CONTENTS = (
    (
        "Excel 工作簿",
        "各类型排名、一级指标得分、逐项得分（含来源单元格）、必备条件与限星、问题清单、口径说明；可直接按 A4 打印。",
    ),
    ("JSON 结果", "全部结果的数据文件，供其他系统读取；下一轮评定时可作为上一轮结果导入。"),
    ("问题清单", "核对中发现的全部问题：位置、情况、处理办法，可转交报送单位。"),
)


def show() -> None:
    now = shown()
    frame.masthead(
        "导出",
        frame.standing_badge(now.evaluation.rubric.standing_title),
        lead=f"正在查看{now.label}：{len(now.evaluation.roster)} 个单位，{len(now.evaluation.problems)} 项核对提示。",
    )
    all_downloads(now)
    put(tag("ul", *(tag("li", tag("b", name), "　", text) for name, text in CONTENTS)))
    rows = (
        tag("tr", tag("td", label), tag("td", text))
        for label, text in now.once("provenance table", lambda: provenance(now.evaluation))
    )
    put(tag("h2", "口径说明"), tag("table", tag("tbody", *rows), cls="stack"))
    foot(now)


if __name__ == "__main__":
    show()
