"""Invented annual reports as pages of about 95 KB: verbose cells as word processors write them, menus around."""

from __future__ import annotations

import re
from pathlib import Path

from tests.intake.six_sections import PARTS, table, table_2, table_3, table_4

SIZE = 95_000  # bytes of a page as published
_CELL = '<p class="MsoNormal" align="center" style="text-align:center"><span style="font-family:宋体;font-size:14px">{}</span></p>'
_LINK = (
    '<li class="item"><a href="/zwgk/list/{0}.html" target="_blank" title="栏目{0}">第{2}局栏目{0}公开</a><span>10-{1:02d}</span></li>\n'
)
_PROSE = (
    "本报告由{unit}编制,统计期限为2021年1月1日至2021年12月31日,联系电话0999-5551234,邮编999000。",
    "2021年,主动公开政府信息{disclosed}条,其中通过政府网站公开{website}条,发布政策解读材料{explained}篇,召开新闻发布会{press}场。",
    "全年共收到政府信息公开申请{total}件,上年结转0件,均在法定期限内答复。未收取任何费用,没有因政府信息公开被举报投诉。",
)
_WORDS = "机关认真落实公开要求,完善制度和流程,加强平台管理和业务培训,回应群众关切,工作水平有所提高。"


def write_pages(folder: Path, number: int) -> list[Path]:
    """Write so many different pages.

    Returns:
        Their paths; every sum of their tables holds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for seed in range(number):
        path = folder / f"unit-{seed:05d}.html"
        path.write_bytes(_page(seed).encode("utf-8"))
        paths.append(path)
    return paths


def _page(seed: int) -> str:
    unit = f"虚构县第{seed}局"
    tables = [table_2("2021"), table_3("2021", _requests(seed)), table_4(["0"] * 15)]
    dressed = [re.sub(r"(?<=>)(&nbsp;)?(\d+)(?=<)", lambda m: _CELL.format(m[2]), html) for html in tables]
    prose = [
        f"<p>{text.format(unit=unit, disclosed=500 + seed % 400, website=300, explained=12, press=3, total=_total(seed))}</p>"
        for text in _PROSE
    ]
    body = (
        f"<h1>{unit}2021年政府信息公开工作年度报告</h1><h2>一、总体情况</h2>{''.join(prose)}<h2>二、主动公开政府信息情况</h2>{dressed[0]}"
        f"<h2>三、收到和处理政府信息公开申请情况</h2>{dressed[1]}<h2>四、政府信息公开行政复议、行政诉讼情况</h2>{dressed[2]}"
        f"<h2>五、存在的主要问题及改进情况</h2><p>{_WORDS * 4}</p><h2>六、其他需要报告的事项</h2><p>无。</p>"
    )
    head = f"<meta charset='utf-8'><title>{unit}2021年政府信息公开工作年度报告</title>"
    page = f"<html><head>{head}</head><body><ul>%s</ul><div>{body}</div></body></html>"
    links, missing = "", SIZE - len(page.encode())
    while len(links.encode()) < missing:
        links += _LINK.format(len(links), seed % 28 + 1, seed)  # other words in every page, so that no cache of texts flatters
    return page % links


def _total(seed: int) -> int:
    return 3 * (seed % 9 + 1)


def _requests(seed: int) -> dict[str, list[str]]:
    """Table 3: natural persons and one enterprise ask, two results, nothing carried over."""
    rows = {row.values[0].metric: [0] * len(PARTS) for row in table("2021", "3").rows}
    people, firms = 2 * (seed % 9 + 1), seed % 9 + 1
    for metric, person, firm in (
        ("requests_new", people, firms),
        ("granted", people, 0),
        ("unable_not_held", 0, firms),
        ("results_total", people, firms),
    ):
        rows[metric][0], rows[metric][1], rows[metric][-1] = person, firm, person + firm
    return {metric: [str(value) for value in values] for metric, values in rows.items()}
