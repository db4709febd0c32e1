"""Sections of the pages that show a result: 总览, 排名, 站点, 目标达成, 评分标准, 我的反馈."""
