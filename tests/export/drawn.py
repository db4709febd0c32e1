"""What a chart says, read from its Vega-Lite form."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any


def spec_of(chart: Any) -> Mapping[str, Any]:
    """Of an Altair chart; a Vega-Lite form is one already."""
    return chart if isinstance(chart, Mapping) else dict(chart.to_dict())


def title(chart: Any) -> str:
    return str(spec_of(chart)["title"]["text"])


def no_english_and_no_address(chart: Any) -> None:
    spec = {key: part for key, part in spec_of(chart).items() if key != "$schema"}
    text = json.dumps(spec, ensure_ascii=False)
    assert "http" not in text
    shown = re.findall(r'"title": "([^"]*)"', text)
    assert [words for words in shown if re.search("[A-Za-z]", words)] == []
