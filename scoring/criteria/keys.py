"""The allowed keys of every mapping of a criteria file."""

from __future__ import annotations

from scoring.criteria.fields import Field

CRITERIA = {
    "id": Field("稳定的标识 stable id", required=True),
    "title": Field("标题 title", required=True),
    "basis": Field("依据文件 documents the criteria rest on"),
    "period": Field("考核年度 year assessed", required=True),
    "groups": Field("分组排名 groups that are ranked apart", required=True),
    "policy": Field("取整、排名、缺项等规则 declared numeric policies", required=True),
    "grades": Field("等次表，指数可以不设等次 grade tables; an index may have none"),
    "events": Field("可记录的事件 what findings may report"),
    "metrics": Field("报告表式以外的统计指标,由 data 表提供 figures that no statutory form has, delivered in the table data"),
    "measures": Field("测度 formulas over facts"),
    "indicators": Field("指标体系 the tree"),
    "components": Field("总分的组成部分，代替 indicators parts of the total with their weights, instead of indicators"),
    "bonus": Field("加分项 bonuses"),
    "deductions": Field("总分之外的扣分 deductions from the total"),
    "gates": Field("一票否决等 gates"),
}
GROUP = {"title": Field("名称 title", required=True), "grades": Field("所用等次表，不写为不评等次 grade table; without it no grades")}
POLICY = {
    "rounding": Field("取整 rounding", required=True),
    "ranking": Field("排名 ranking", required=True),
    "not_applicable": Field("合理缺项的处理 what happens to points that do not apply", required=True),
    "missing": Field("缺数据的处理 what a missing input means", required=True),
    "quota": Field("等次比例限制的算法 how shares of grades are applied"),
    "total": Field("总分的上下限 limits of the total"),
    "component_missing": Field("有的部分无法评分时总分怎样算 what a component without a score means: rescale, zero or not_assessable"),
    "full": Field("总满分,一级指标按百分比写时必填 full points of the tree, where top-level points are percents"),
    "screening": Field("有实际数据的指标过少时的处理 what happens to units with too little data of their own"),
}
SCREENING = {
    "available": Field("有实际数据的指标至少占的比例 smallest share of indicators with real (not imputed) data", required=True),
    "then": Field("不足时 not_ranked 不排名、no_total 不计总分 what happens to a unit below it", required=True),
    "of": Field("按 indicators 个数或 points 分值计算比例,不写为个数 whether indicators count alike or by points"),
    "nonzero": Field("有数据的指标中非零值至少占的比例 smallest share of measured values that are not zero"),
}
QUOTA = {
    "rounding": Field("名额取整:down、half_up 或 up", required=True),
    "ties": Field("并列跨过名额时 keep_out 都不给、let_in 都给", required=True),
}
LIMITS = {"floor": Field("下限 lowest total"), "ceiling": Field("上限 highest total")}
ROUNDING = {
    "digits": Field("小数位数 printed digits", required=True),
    "mode": Field("half_up 四舍五入或 truncate 截断", required=True),
    "at": Field("在 item 指标、component 部分或 total 总分处取整", required=True),
    "carry": Field("取整之前保留的小数位数，不写为4 decimals that points are carried with until then, 4 unless given"),
}
RANKING = {
    "on": Field("按 printed 公布分或 exact 精确分排名", required=True),
    "ties": Field("competition 1-2-2-4 或 dense 1-2-2-3", required=True),
    "best": Field("highest 高分在前(不写即是)或 lowest 低分在前 which score is the best, highest unless given"),
    "break_ties": Field("同分时依次比较的指标、加分项或 base、bonus、penalty what decides between equal scores, in this order"),
    "overall": Field("true 另排全体名次 also a rank over all groups"),
}
TIE_BREAKER = {
    "by": Field("指标、加分项的 id，或 base、bonus、penalty what is compared", required=True),
    "best": Field("highest 得分高的在前或 lowest 得分低的在前 which of the two goes first"),
}
GRADE = {
    "grade": Field("等次 grade", required=True),
    "from": Field("下限(含) lower end, included", required=True),
    "at_most": Field("最多占参加排名单位的比例 largest share of ranked units"),
}
EVENT = {"title": Field("名称 title", required=True), "uom": Field("单位 unit of measure")}
METRIC = {
    "title": Field("名称 title", required=True),
    "uom": Field("单位 unit of measure"),
    "number": Field("数的种类:count 件数、money 金额、change 增减、other 其他 kind of number"),
}
MEASURE = {
    "title": Field("名称 title", required=True),
    "value": Field("公式 formula", required=True),
    "of": Field("数据来源 facts"),
    "show": Field("number 或 percent"),
    "uom": Field("单位 unit of measure"),
    "zero_denominator": Field("分母为零时的结果 outcome of a division by zero"),
    "undefined": Field("负数开方、零取对数等无法计算时的结果 outcome where a function has no value, not_assessable unless given"),
    "qualified": Field("约数 refuse 不采用 / accept 采用"),
    "impute": Field("缺数据时怎样代入 how a missing value is filled"),
    "treat": Field("异常值怎样处理 how outliers are treated"),
    "basis": Field("依据 basis"),
}
IMPUTE = {
    "by": Field(
        "代入 group_mean 同组平均值、group_median 同组中位数、mean 平均值、median 中位数或 previous 以前年度数据 what it is filled with",
        required=True,
    ),
    "years_back": Field("previous 最多往前几年,不写为1 how many years back, 1 unless given"),
    "at_least": Field("至少有几个单位有数据才代入,不写为1 fewest units with a value, 1 unless given"),
    "also": Field("missing 之外还代入 not_assessable 无法采用的数据 fill values that could not be used as well"),
}
TREAT = {
    "winsorise": Field("偏度峰度过大时逐个缩尾 extreme values take the next value, one by one, until the distribution passes"),
    "until": Field("缩尾到偏度或峰度小于此值为止 winsorise until skewness or kurtosis is below this"),
    "else": Field("缩尾后仍过大时 keep 保留缩尾结果(不写时)、log 改取对数 what is done where winsorising does not help"),
    "bounds": Field("固定的上下限 fixed bounds"),
    "percentiles": Field("以分位数为上下限 percentiles as bounds"),
}
WINSORISE = {
    "at_most": Field("最多改几个值 most values that may be changed", required=True),
    "over": Field("分布取 all 全部单位(不写时)或 group 同组单位 distribution of all units or of the group"),
}
UNTIL = {
    "skewness": Field("偏度的绝对值,不写为2 absolute skewness, 2 unless given"),
    "kurtosis": Field("超额峰度,不写为3.5 excess kurtosis, 3.5 unless given"),
}
BOUNDS = {"lower": Field("下限 lower bound"), "upper": Field("上限 upper bound")}
PERCENTILES = {
    "lower": Field("下分位,如 5% lower percentile"),
    "upper": Field("上分位,如 95% upper percentile"),
    "over": WINSORISE["over"],
}
NODE = {
    "id": Field("稳定的标识 stable id", required=True),
    "title": Field("名称 title", required=True),
    "points": Field("满分 full points, one number or one per group", required=True),
    "items": Field("下级指标 child nodes"),
    "mean": Field("下级指标得分率取平均 mean of shares: arithmetic, geometric, harmonic or {power: p}; without it the sum"),
    "weight": Field("在上级指标平均中的权重，不写为分值，一个数或每组一个 weight in the mean of the block, its points unless given"),
    "groups": Field("只适用于这些组 only for these groups"),
    "measure": Field("所评测度 measure that the rule judges"),
    "rule": Field("评分规则 rule"),
    "applies_when": Field("适用条件 condition under which it applies"),
    "missing": Field("缺数据的处理 what a missing input means"),
    "not_applicable": Field("缺项处理 policy for parts that do not apply"),
    "deductions": Field("overflow:下级扣分可超过本项分值,以本级分值为限"),
    "basis": Field("依据 legal basis"),
    "evidence": Field("看什么 what an assessor looks at"),
}
MEAN = {"power": Field("幂平均的次数，2为平方平均 exponent of the generalised mean", required=True)}
BONUS = {
    "id": NODE["id"],
    "title": NODE["title"],
    "cap": Field("加分上限 most that it may add", required=True),
    "gate": Field("加分条件 condition on the base score, such as base > 80"),
    "evidence": Field("required 须附证据"),
    "groups": NODE["groups"],
    "measure": NODE["measure"],
    "rule": Field("评分规则 rule", required=True),
    "basis": NODE["basis"],
}
GATE = {
    "id": NODE["id"],
    "title": NODE["title"],
    "when": Field("触发条件 condition", required=True),
    "then": Field("后果 consequence", required=True),
    "basis": NODE["basis"],
}
COMPONENT = {
    "id": NODE["id"],
    "title": NODE["title"],
    "weight": Field("在总分中的比重，一个数或每组一个，未写的组没有这部分 share of the total, one number or one per group", required=True),
    "full": Field("本部分的满分 full points of its own indicators", required=True),
    "indicators": Field("本部分的指标 its tree", required=True),
    "bonus": Field("本部分的加分项 its bonuses"),
    "deductions": Field("本部分的扣分 its deductions"),
    "gates": Field("本部分的一票否决等 its gates"),
    "total": Field("本部分得分的上下限 limits of its total"),
    "not_applicable": Field(
        "本部分合理缺项的处理，不写为 policy 的规定 what happens to points that do not apply, as in policy unless given"
    ),
}
DEDUCTION = {
    "id": NODE["id"],
    "title": NODE["title"],
    "cap": Field("扣分上限,不写为不设上限 most that it may take; without it no limit"),
    "groups": NODE["groups"],
    "rule": Field("评分规则 rule", required=True),
    "basis": NODE["basis"],
}
THEN = {
    "grade_at_most": Field("等次不高于 best grade that is still possible"),
    "stop": Field("true 停止计分 scoring stops"),
    "grade": Field("等次 grade"),
    "score": Field("记为此分 fixed score"),
    "ranked": Field("是否参加排名 whether it is ranked"),
}
# A file that is derived from another (``extends``): scoring/criteria/merging.py joins the two before anything else is read.
DERIVED = {
    "extends": Field("所依据的指标体系：随附的名称或相对路径 criteria that this file is derived from: a shipped pack or a relative path")
}
DIRECTIVES = {
    "remove": Field("true 去掉所依据的指标体系中的这一项 takes the item of the base away"),
    "after": Field("排在此标识之后 stands after this item"),
    "before": Field("排在此标识之前 stands before this item"),
}
