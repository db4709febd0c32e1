"""Wide random rubrics whose exact points have awkward denominators."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from rating.reported import Reported, Status
from rating.rubric.nouns import Rubric
from tests.scoring.build import reported, rubric
from tests.scoring.random_rules import MISSING


@st.composite
def wide_cases(draw: DrawFn) -> tuple[Rubric, Reported]:
    """Many indicators whose exact shares have awkward denominators, averaged twice over."""
    chance = draw(st.randoms(use_true_random=False))
    primes = [3, 7, 11, 13, 17, 19, 23, 29, 31, 37]
    sections, codes = [], []
    for at in range(draw(st.integers(2, 9))):
        parts = []
        for number in range(draw(st.integers(1, 10))):
            codes.append(f"v{at}x{number}")
            rule = chance.choice(
                [
                    {"proportion": {}},
                    {"linear": {"zero": chance.choice([0, 1]), "full": chance.choice(primes)}},
                    {"min_max": {"better": "higher", "within": "all"}},
                    {"completion": {"target": str(chance.choice(primes))}},
                    {"best_ratio": {"better": "lower", "within": "all"}},
                ]
            )
            parts.append(
                {
                    "code": f"i{codes[-1]}",
                    "title": "指标",
                    "full_marks": chance.choice(primes),
                    "weight": chance.choice(primes),
                    "value": codes[-1],
                    "rule": rule,
                    "if_undefined": "zero",
                }
            )
        combine = chance.choice(["mean", "mean", "sum"])
        sections.append(
            {
                "code": f"d{at}",
                "title": "部分",
                "combine": combine,
                "weight": chance.choice(primes),
                "indicators": parts,
            }
        )
    form = rubric(
        fields={code: {"title": code} for code in codes},
        dimensions=sections,
        missing={"if_blank": draw(st.sampled_from(MISSING))},
        scale={
            "full_marks": draw(st.sampled_from([100, 130, 1000])),
            "decimals": draw(st.integers(0, 4)),
            "round": draw(st.sampled_from(["indicator", "dimension", "total"])),
            "combine": draw(st.sampled_from(["mean", "sum"])),
        },
    )
    cells = [*range(1, 40), "0.125", "33.333", "123456.789", Status.NOT_APPLICABLE, None]
    rows = [{code: chance.choice(cells) for code in codes} for _ in range(draw(st.integers(1, 4)))]
    return form, reported(form, rows)
