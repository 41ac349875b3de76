"""Write the record tables of the example: python data/yunlan-2019/generate.py.

Everything is invented. Each unit has its own habits (how fast it replies, how well it keeps its register), so that the
ranking has something to tell; single cases show what the tables must be able to say.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
SEED = 2019
FIRST = date(2019, 1, 2)
CORRECTED, CONSULTED, EXTENDED = 0.12, 0.08, 0.1  # shares of applications
# unit: requests, disclosures, usual calendar days of a reply, and of a disclosure, spread of both
HABITS = {
    "yanhui": (24, 40, 14, 12, 8),
    "zhuwu": (31, 46, 19, 16, 12),
    "boyun": (18, 35, 11, 9, 6),
    "shijing": (42, 52, 22, 21, 16),
    "jiaoyu": (27, 38, 12, 10, 7),
    "minzheng": (15, 30, 17, 18, 9),
    "ziran": (53, 44, 23, 15, 15),
    "weisheng": (0, 33, 0, 13, 8),
}
CHANNELS = {"当面": "submitted_on", "签收邮寄": "signed_on", "普通邮寄": "confirmed_on", "网络": "arrived_on", "电子邮件": "arrived_on"}
OUTCOMES = ("予以公开", "予以公开", "予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理", "撤回")
APPLICANTS = ("自然人", "自然人", "自然人", "商业企业", "法律服务机构", "其他")
TOPICS = ("规范性文件", "财政预决算", "行政许可", "重大项目", "公共资源配置")
REQUESTS = (
    "unit_id",
    "request_id",
    "applicant",
    "channel",
    "received_on",
    "submitted_on",
    "signed_on",
    "confirmed_on",
    "arrived_on",
    "correction_asked_on",
    "correction_received_on",
    "third_party_asked_on",
    "third_party_answered_on",
    "extended",
    "replied_on",
    "outcome",
)
DISCLOSURES = ("unit_id", "item_id", "title", "formed_on", "published_on", "channel", "topic")


def requests(unit: str, dice: random.Random) -> list[dict[str, object]]:
    """The register of applications of a unit, one row each, in order of receipt."""
    number, _, usual, _, spread = HABITS[unit]
    days = sorted(dice.randrange(360) for _ in range(number))
    return [request(unit, order, FIRST + timedelta(days=day), usual, spread, dice) for order, day in enumerate(days, 1)]


def request(unit: str, order: int, received: date, usual: int, spread: int, dice: random.Random) -> dict[str, object]:
    """One application with what happened to it."""
    channel = dice.choice(list(CHANNELS))
    row: dict[str, object] = {
        "unit_id": unit,
        "request_id": f"2019-{order:03}",
        "applicant": dice.choice(APPLICANTS),
        "channel": channel,
        "received_on": received,
        CHANNELS[channel]: received,
        "confirmed_on": received if channel in {"普通邮寄", "网络", "电子邮件"} else "",
        "extended": "否",
        "outcome": dice.choice(OUTCOMES),
    }
    start = received
    if dice.random() < CORRECTED:
        row["correction_asked_on"] = received + timedelta(days=dice.randrange(2, 14))
        start = row["correction_received_on"] = received + timedelta(days=dice.randrange(15, 30))
    pause = 0
    if dice.random() < CONSULTED:
        row["third_party_asked_on"] = start + timedelta(days=3)
        pause = dice.randrange(8, 20)
        row["third_party_answered_on"] = start + timedelta(days=3 + pause)
    if dice.random() < EXTENDED:
        row["extended"] = "是"
        pause += 12
    row["replied_on"] = start + timedelta(days=max(1, usual + pause + dice.randrange(-spread, spread + 1)))
    return row


def disclosures(unit: str, dice: random.Random) -> list[dict[str, object]]:
    """The catalogue of a unit, one row per document."""
    _, number, _, usual, spread = HABITS[unit]
    rows = []
    for order, day in enumerate(sorted(dice.randrange(355) for _ in range(number)), 1):
        formed, topic = FIRST + timedelta(days=day), dice.choice(TOPICS)
        published = formed + timedelta(days=max(0, usual + dice.randrange(-spread, spread + 1)))
        rows.append(
            {
                "unit_id": unit,
                "item_id": f"D{order:03}",
                "title": f"{topic}（第{order}号）",
                "formed_on": formed,
                "published_on": published,
                "channel": "门户网站",
                "topic": topic,
            }
        )
    return rows


def as_they_come(rows: dict[str, list[dict[str, object]]]) -> None:
    """What real registers look like: no date, a reply before receipt, nothing replied yet."""
    rows["zhuwu"][4]["received_on"] = rows["zhuwu"][4]["confirmed_on"] = rows["zhuwu"][4]["arrived_on"] = ""
    rows["zhuwu"][4] |= {"channel": "当面", "submitted_on": "", "signed_on": ""}
    day = date.fromisoformat(str(rows["shijing"][7]["received_on"]))
    rows["shijing"][7] |= {"replied_on": day - timedelta(days=9), "correction_asked_on": "", "correction_received_on": ""}
    rows["shijing"][7] |= {"third_party_asked_on": "", "third_party_answered_on": ""}
    for unit, order in (("ziran", -1), ("ziran", 9), ("minzheng", -1)):
        rows[unit][order] |= {"replied_on": "", "outcome": ""}


def write(file: Path, columns: tuple[str, ...], rows: list[dict[str, object]]) -> None:
    """A CSV file as offices export it."""
    file.parent.mkdir(exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write requests/<unit>.csv and disclosures.csv."""
    dice = random.Random(SEED)  # noqa: S311 - invented data, nothing secret
    registers = {unit: requests(unit, dice) for unit in HABITS if HABITS[unit][0]}
    catalogue = [row for unit in HABITS for row in disclosures(unit, dice)]
    as_they_come(registers)
    for unit, rows in registers.items():
        write(HERE / "requests" / f"{unit}.csv", REQUESTS, rows)
    write(HERE / "disclosures.csv", DISCLOSURES, catalogue)


if __name__ == "__main__":
    main()
