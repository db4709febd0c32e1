"""What a chart says, read from its Vega-Lite form."""

from __future__ import annotations

import json
import re
from typing import Any


def title(chart: Any) -> str:
    return str(chart.to_dict()["title"]["text"])


def no_english_and_no_address(chart: Any) -> None:
    spec = {key: part for key, part in chart.to_dict().items() if key != "$schema"}
    text = json.dumps(spec, ensure_ascii=False)
    assert "http" not in text
    shown = re.findall(r'"title": "([^"]*)"', text)
    assert [words for words in shown if re.search("[A-Za-z]", words)] == []
