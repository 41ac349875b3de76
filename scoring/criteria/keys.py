"""The allowed keys of every mapping of a criteria file."""

from __future__ import annotations

from scoring.criteria.fields import Field
from scoring.criteria.records import keys as record_keys
from scoring.criteria.shapes import (
    CONDITION,
    FLAG,
    FORMULA,
    ID,
    NUMBER,
    POINTS,
    RULE,
    TEXT,
    WHOLE,
    WORDS,
    choice,
    either,
    list_of,
    map_of,
    table,
)

CRITERIA = {
    "id": Field("稳定的标识 stable id", ID, required=True),
    "title": Field("标题 title", TEXT, required=True),
    "format": Field("本文件所用格式的版本，不写为 1 version of the format of this file; 1 unless given", WHOLE),
    "basis": Field("依据文件 documents the criteria rest on", WORDS),
    "period": Field("考核年度 year assessed", WHOLE, required=True),
    "groups": Field("分组排名 groups that are ranked apart", map_of(table("GROUP")), required=True),
    "policy": Field("取整、排名、缺项等规则 declared numeric policies", table("POLICY"), required=True),
    "grades": Field("等次表，指数可以不设等次 grade tables; an index may have none", map_of(list_of(table("GRADE")))),
    "events": Field("可记录的事件 what findings may report", map_of(table("EVENT"))),
    "metrics": Field(
        "报告表式以外的统计指标,由 data 表提供 figures that no statutory form has, delivered in the table data", map_of(table("METRIC"))
    ),
    "records": Field("记录表 tables with one row per case", map_of(table("RECORD_TABLE"))),
    "deadlines": Field("办理期限 terms that cases have", map_of(table("DEADLINE"))),
    "measures": Field("测度 formulas over facts or records", map_of(table("MEASURE"))),
    "indicators": Field("指标体系 the tree", list_of(table("NODE"))),
    "components": Field(
        "总分的组成部分，代替 indicators parts of the total with their weights, instead of indicators", list_of(table("COMPONENT"))
    ),
    "bonus": Field("加分项 bonuses", list_of(table("BONUS"))),
    "deductions": Field("总分之外的扣分 deductions from the total", list_of(table("DEDUCTION"))),
    "gates": Field("一票否决等 gates", list_of(table("GATE"))),
}
GROUP = {
    "title": Field("名称 title", TEXT, required=True),
    "grades": Field("所用等次表，不写为不评等次 grade table; without it no grades", TEXT),
    "members": Field("由下级单位组成的部分 part of the total that comes from the units below", table("MEMBERS")),
}
MEMBERS = {
    "share": Field("下级单位在总分中的比重 share of the units below in the total", NUMBER, required=True),
    "of": Field("哪些组的单位算下级单位 groups whose units count, where parent_id names the unit", list_of(TEXT), required=True),
    "combine": Field("mean 平均（不写即此）或 sum 相加 mean unless given", choice("mean", "sum")),
    "on": Field("按下级单位的 printed 公布分或 exact 精确分 on their printed or exact totals", choice("printed", "exact"), required=True),
    "missing": Field(
        "下级单位没有总分时 skip 不计、zero 计0分或 error 报错 what a member without a total means",
        choice("skip", "zero", "error"),
        required=True,
    ),
    "alone": Field(
        "没有下级单位得分时 own 只计本级、not_assessable 没有总分或 error 报错 what no member at all means",
        choice("own", "not_assessable", "error"),
        required=True,
    ),
}
POLICY = {
    "rounding": Field("取整 rounding", table("ROUNDING"), required=True),
    "ranking": Field("排名 ranking", table("RANKING"), required=True),
    "not_applicable": Field(
        "合理缺项的处理 what happens to points that do not apply",
        choice("rescale", "redistribute_equal", "redistribute_proportional", "no_rescale", "full_marks", "zero"),
        required=True,
    ),
    "missing": Field("缺数据的处理 what a missing input means", choice("error", "zero", "not_assessable"), required=True),
    "quota": Field("等次比例限制的算法 how shares of grades are applied", table("QUOTA")),
    "total": Field("总分的上下限 limits of the total", table("LIMITS")),
    "component_missing": Field(
        "有的部分无法评分时总分怎样算 what a component without a score means: rescale, zero or not_assessable",
        choice("rescale", "zero", "not_assessable"),
    ),
    "full": Field("总满分,一级指标按百分比写时必填 full points of the tree, where top-level points are percents", NUMBER),
    "screening": Field("有实际数据的指标过少时的处理 what happens to units with too little data of their own", table("SCREENING")),
}
SCREENING = {
    "available": Field("有实际数据的指标至少占的比例 smallest share of indicators with real (not imputed) data", NUMBER, required=True),
    "then": Field(
        "不足时 not_ranked 不排名、no_total 不计总分 what happens to a unit below it", choice("not_ranked", "no_total"), required=True
    ),
    "of": Field(
        "按 indicators 个数或 points 分值计算比例,不写为个数 whether indicators count alike or by points", choice("indicators", "points")
    ),
    "nonzero": Field("有数据的指标中非零值至少占的比例 smallest share of measured values that are not zero", NUMBER),
}
QUOTA = {
    "rounding": Field("名额取整:down、half_up 或 up", choice("down", "half_up", "up"), required=True),
    "ties": Field("并列跨过名额时 keep_out 都不给、let_in 都给", choice("keep_out", "let_in"), required=True),
}
LIMITS = {"floor": Field("下限 lowest total", NUMBER), "ceiling": Field("上限 highest total", NUMBER)}
ROUNDING = {
    "digits": Field("小数位数 printed digits", WHOLE, required=True),
    "mode": Field("half_up 四舍五入或 truncate 截断", choice("half_up", "truncate"), required=True),
    "at": Field("在 item 指标、component 部分或 total 总分处取整", choice("item", "component", "total"), required=True),
    "carry": Field(
        "取整之前保留的小数位数，不写为4，最多8 decimals that points are carried with until then, 4 unless given, at most 8", WHOLE
    ),
}
RANKING = {
    "on": Field("按 printed 公布分或 exact 精确分排名", choice("printed", "exact"), required=True),
    "ties": Field("competition 1-2-2-4 或 dense 1-2-2-3", choice("competition", "dense"), required=True),
    "best": Field(
        "highest 高分在前(不写即是)或 lowest 低分在前 which score is the best, highest unless given", choice("highest", "lowest")
    ),
    "break_ties": Field(
        "同分时依次比较的指标、加分项或 base、bonus、penalty what decides between equal scores, in this order",
        list_of(either(TEXT, table("TIE_BREAKER"))),
    ),
    "overall": Field("true 另排全体名次 also a rank over all groups", FLAG),
}
TIE_BREAKER = {
    "by": Field("指标、加分项的 id，或 base、bonus、penalty what is compared", TEXT, required=True),
    "best": Field("highest 得分高的在前或 lowest 得分低的在前 which of the two goes first", choice("highest", "lowest")),
}
GRADE = {
    "grade": Field("等次 grade", TEXT, required=True),
    "from": Field("下限(含) lower end, included", NUMBER, required=True),
    "at_most": Field("最多占参加排名单位的比例 largest share of ranked units", NUMBER),
}
EVENT = {"title": Field("名称 title", TEXT, required=True), "uom": Field("单位 unit of measure", TEXT)}
METRIC = {
    "title": Field("名称 title", TEXT, required=True),
    "uom": Field("单位 unit of measure", TEXT),
    "number": Field("数的种类:count 件数、money 金额、change 增减、other 其他 kind of number", choice("count", "money", "change", "other")),
}
RECORD_TABLE, RECORD_COLUMN = record_keys.RECORD_TABLE, record_keys.RECORD_COLUMN
DEADLINE, TERM, FIXED_DAY = record_keys.DEADLINE, record_keys.TERM, record_keys.FIXED_DAY
RESTART, EXCLUDED = record_keys.RESTART, record_keys.EXCLUDED
MEASURE = {
    "title": Field("名称 title", TEXT, required=True),
    "value": Field("公式 formula", FORMULA, required=True),
    "of": Field("数据来源：facts 指标数据（不写即此）或 records.<表名> 记录表 facts unless given, or records.<table>", TEXT),
    "where": Field("只计符合条件的记录 condition that records fulfil", CONDITION),
    "by": Field("另按这些列的取值分列 columns by whose values it is also broken down", WORDS),
    "roll_up": Field("true 连同下级单位的记录 records of all units below count too, false unless given", FLAG),
    "show": Field("number 或 percent", choice("number", "percent")),
    "uom": Field("单位 unit of measure", TEXT),
    "zero_denominator": Field("分母为零时的结果 outcome of a division by zero", choice("not_applicable", "not_assessable", "missing")),
    "undefined": Field(
        "负数开方、零取对数等无法计算时的结果 outcome where a function has no value, not_assessable unless given",
        choice("not_applicable", "not_assessable", "missing"),
    ),
    "qualified": Field("约数 refuse 不采用 / accept 采用", choice("refuse", "accept")),
    "impute": Field("缺数据时怎样代入 how a missing value is filled", table("IMPUTE")),
    "treat": Field("异常值怎样处理 how outliers are treated", table("TREAT")),
    "basis": Field("依据 basis", TEXT),
}
IMPUTE = {
    "by": Field(
        "代入 group_mean 同组平均值、group_median 同组中位数、mean 平均值、median 中位数或 previous 以前年度数据 what it is filled with",
        choice("group_mean", "group_median", "mean", "median", "previous"),
        required=True,
    ),
    "years_back": Field("previous 最多往前几年,不写为1 how many years back, 1 unless given", WHOLE),
    "at_least": Field("至少有几个单位有数据才代入,不写为1 fewest units with a value, 1 unless given", WHOLE),
    "also": Field(
        "missing 之外还代入 not_assessable 无法采用的数据 fill values that could not be used as well",
        list_of(choice("missing", "not_assessable")),
    ),
}
TREAT = {
    "winsorise": Field(
        "偏度峰度过大时逐个缩尾 extreme values take the next value, one by one, until the distribution passes", table("WINSORISE")
    ),
    "until": Field("缩尾到偏度或峰度小于此值为止 winsorise until skewness or kurtosis is below this", table("UNTIL")),
    "else": Field(
        "缩尾后仍过大时 keep 保留缩尾结果(不写时)、log 改取对数 what is done where winsorising does not help", choice("keep", "log")
    ),
    "bounds": Field("固定的上下限 fixed bounds", table("BOUNDS")),
    "percentiles": Field("以分位数为上下限 percentiles as bounds", table("PERCENTILES")),
}
WINSORISE = {
    "at_most": Field("最多改几个值 most values that may be changed", WHOLE, required=True),
    "over": Field("分布取 all 全部单位(不写时)或 group 同组单位 distribution of all units or of the group", choice("all", "group")),
}
UNTIL = {
    "skewness": Field("偏度的绝对值,不写为2 absolute skewness, 2 unless given", NUMBER),
    "kurtosis": Field("超额峰度,不写为3.5 excess kurtosis, 3.5 unless given", NUMBER),
}
BOUNDS = {"lower": Field("下限 lower bound", NUMBER), "upper": Field("上限 upper bound", NUMBER)}
PERCENTILES = {
    "lower": Field("下分位,如 5% lower percentile", NUMBER),
    "upper": Field("上分位,如 95% upper percentile", NUMBER),
    "over": WINSORISE["over"],
}
NODE = {
    "id": Field("稳定的标识 stable id", ID, required=True),
    "title": Field("名称 title", TEXT, required=True),
    "points": Field("满分 full points, one number or one per group", POINTS, required=True),
    "items": Field("下级指标 child nodes", list_of(table("NODE"))),
    "mean": Field(
        "下级指标得分率取平均 mean of shares: arithmetic, geometric, harmonic or {power: p}; without it the sum",
        either(choice("arithmetic", "geometric", "harmonic"), table("MEAN")),
    ),
    "weight": Field(
        "在上级指标平均中的权重，不写为分值，一个数或每组一个 weight in the mean of the block, its points unless given", POINTS
    ),
    "groups": Field("只适用于这些组 only for these groups", WORDS),
    "measure": Field("所评测度 measure that the rule judges", TEXT),
    "rule": Field("评分规则 rule", RULE),
    "applies_when": Field("适用条件 condition under which it applies", CONDITION),
    "missing": Field("缺数据的处理 what a missing input means", choice("error", "zero", "not_assessable")),
    "not_applicable": Field(
        "缺项处理 policy for parts that do not apply",
        choice("inherit", "rescale", "redistribute_equal", "redistribute_proportional", "no_rescale", "full_marks", "zero"),
    ),
    "deductions": Field("overflow:下级扣分可超过本项分值,以本级分值为限", choice("overflow")),
    "basis": Field("依据 legal basis", TEXT),
    "evidence": Field("看什么 what an assessor looks at", TEXT),
}
MEAN = {"power": Field("幂平均的次数，2为平方平均 exponent of the generalised mean", NUMBER, required=True)}
BONUS = {
    "id": NODE["id"],
    "title": NODE["title"],
    "cap": Field("加分上限 most that it may add", NUMBER, required=True),
    "gate": Field("加分条件 condition on the base score, such as base > 80", CONDITION),
    "evidence": Field("required 须附证据", choice("required")),
    "groups": NODE["groups"],
    "measure": NODE["measure"],
    "rule": Field("评分规则 rule", RULE, required=True),
    "basis": NODE["basis"],
}
GATE = {
    "id": NODE["id"],
    "title": NODE["title"],
    "when": Field("触发条件 condition", CONDITION, required=True),
    "then": Field("后果 consequence", table("THEN"), required=True),
    "basis": NODE["basis"],
}
COMPONENT = {
    "id": NODE["id"],
    "title": NODE["title"],
    "weight": Field(
        "在总分中的比重，一个数或每组一个，未写的组没有这部分 share of the total, one number or one per group", POINTS, required=True
    ),
    "full": Field("本部分的满分 full points of its own indicators", NUMBER, required=True),
    "indicators": Field("本部分的指标 its tree", list_of(table("NODE")), required=True),
    "bonus": Field("本部分的加分项 its bonuses", list_of(table("BONUS"))),
    "deductions": Field("本部分的扣分 its deductions", list_of(table("DEDUCTION"))),
    "gates": Field("本部分的一票否决等 its gates", list_of(table("GATE"))),
    "total": Field("本部分得分的上下限 limits of its total", table("LIMITS")),
    "not_applicable": Field(
        "本部分合理缺项的处理，不写为 policy 的规定 what happens to points that do not apply, as in policy unless given",
        choice("rescale", "redistribute_equal", "redistribute_proportional", "no_rescale", "full_marks", "zero"),
    ),
}
DEDUCTION = {
    "id": NODE["id"],
    "title": NODE["title"],
    "cap": Field("扣分上限,不写为不设上限 most that it may take; without it no limit", NUMBER),
    "groups": NODE["groups"],
    "rule": Field("评分规则 rule", RULE, required=True),
    "basis": NODE["basis"],
}
THEN = {
    "grade_at_most": Field("等次不高于 best grade that is still possible", TEXT),
    "stop": Field("true 停止计分 scoring stops", FLAG),
    "grade": Field("等次 grade", TEXT),
    "score": Field("记为此分 fixed score", NUMBER),
    "ranked": Field("是否参加排名 whether it is ranked", FLAG),
}
# A file that is derived from another (``extends``): scoring/criteria/merging.py joins the two before anything else is read.
DERIVED = {
    "extends": Field(
        "所依据的指标体系：随附的名称或相对路径 criteria that this file is derived from: a shipped pack or a relative path", TEXT
    )
}
DIRECTIVES = {
    "remove": Field("true 去掉所依据的指标体系中的这一项 takes the item of the base away", {"const": True}),
    "after": Field("排在此标识之后 stands after this item", TEXT),
    "before": Field("排在此标识之前 stands before this item", TEXT),
}
