"""站点反馈: for evaluators, administrators and viewers, the page 我的反馈 of any station as its head sees it."""

from __future__ import annotations

from rating.screens.my_feedback import show

if __name__ == "__main__":
    show()
