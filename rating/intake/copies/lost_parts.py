"""What a rewritten copy of a workbook cannot keep, in sentences for its owner.

Source: openpyxl 3.1, which reads cells, styles, pictures and simple charts and drops the rest.
"""

from __future__ import annotations

from collections.abc import Callable

from rating.intake.copies.package import X14, Package

MACROS = "文件中的宏未保留，批注版是不含宏的 .xlsx"
FORMULAS = "公式保留，计算结果不随文件保存，用表格软件打开时自动重新计算"

_LOST: tuple[tuple[Callable[[Package], bool], str], ...] = (
    (lambda package: package.has_part("xl/vbaproject", "xl/macrosheets/"), MACROS),
    (
        lambda package: any(package.has_element(name) for name in ("sp", "cxnSp", "grpSp")),
        "文本框、形状和连接线未保留",
    ),
    (lambda package: package.has_part("xl/diagrams/"), "智能图形未保留"),
    (lambda package: package.has_part("xl/charts/"), "图表按基本样式重画，与原件可能有出入，新式图表未保留"),
    (lambda package: package.has_element("sparklineGroup"), "单元格中的迷你图未保留"),
    (
        lambda package: package.has_element("conditionalFormatting", X14),
        "部分条件格式（2010 及以后版本的数据条、图标集等）未保留",
    ),
    (
        lambda package: package.has_element("dataValidation", X14),
        "部分下拉选项和填写限制（引用其他工作表的）未保留",
    ),
    (lambda package: package.has_part("xl/cellimages"), "嵌在单元格里的图片（WPS）未保留"),
    (lambda package: package.has_part("xl/richdata/"), "嵌在单元格里的图片和数据类型未保留"),
    (
        lambda package: any(part.endswith((".emf", ".wmf", ".svg")) for part in package.parts),
        "矢量图片（EMF、WMF、SVG）可能未保留",
    ),
    (lambda package: package.has_part("xl/embeddings/"), "嵌入的文档和对象未保留"),
    (lambda package: package.has_part("xl/ctrlprops/", "xl/activex/"), "按钮、复选框等控件未保留"),
    (lambda package: package.has_part("xl/slicers/", "xl/timelines/"), "切片器和日程表未保留"),
    (
        lambda package: package.has_part("xl/connections", "xl/querytables/", "xl/model/"),
        "数据连接和查询未保留",
    ),
    (lambda package: package.has_part("xl/threadedcomments/"), "批注中的对话只保留文字"),
    (lambda package: package.has_part("xl/comments"), "原有批注只保留文字，大小和字体恢复为默认"),
    (lambda package: package.has_part("_xmlsignatures/"), "数字签名未保留"),
    (
        lambda package: package.has_part("xl/externallinks/"),
        "公式引用了其他文件，打开批注版时如提示更新链接，请选择不更新",
    ),
    (lambda package: package.formulas > 0, FORMULAS),
)
"""(what shows it, the sentence), in the order in which they are told."""


def lost_parts(package: Package) -> tuple[str, ...]:
    """The sentences that hold for this package; empty when the copy keeps everything we know of."""
    return tuple(sentence for shows, sentence in _LOST if shows(package))
