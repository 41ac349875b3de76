"""Criteria over records for several tests: a shipped table and one of the office's own; place and numbers are invented."""

CRITERIA = """id: linxi-2019
title: 2019年依申请公开考核
period: 2019
groups: {town: {title: 乡镇}}
policy:
  rounding: {digits: 2, mode: half_up, at: total}
  ranking: {on: printed, ties: competition}
  not_applicable: rescale
  missing: not_assessable
records:
  requests: {absent: missing}
  hotline:
    title: 热线工单
    absent: zero
    dated_by: opened_on
    key: [case_id]
    columns:
      case_id: {title: 工单编号, required: true}
      opened_on: {title: 受理日期, kind: date}
      closed_on: {title: 办结日期, kind: date, not_before: opened_on}
      kind: {title: 类别, allowed: [咨询, 投诉]}
      fee: {title: 费用, kind: number, from: 0}
      urgent: {title: 是否紧急, kind: flag}
deadlines:
  reply:
    title: 依申请公开答复
    of: records.requests
    from: received_on
    to: replied_on
    terms: [{since: 2008-05-01, days: 15, extension: 15}, {since: 2019-05-15, days: 20, extension: 20}]
    extended: extended
    restart: {asked: correction_asked_on, answered: correction_received_on}
    excluded: [{from: third_party_asked_on, to: third_party_answered_on}]
    unusable: exclude
    basis: 《政府信息公开条例》第三十三条
  closing:
    title: 热线办结
    of: records.hotline
    from: opened_on
    to: closed_on
    days: 5
    count: calendar
    roll_forward: true
    as_of: 2020-01-31
    unusable: late
  notice: {title: 补正告知, of: records.requests, term: correction_notice, unusable: exclude}
measures:
  reply_on_time:
    {title: 按期答复率, of: records.requests, where: "outcome != '撤回'", value: share(on_time(reply)), by: [channel], show: percent}
  late_replies: {title: 逾期答复, of: records.requests, value: count(late(reply)), uom: 件}
  reply_median: {title: 答复用时中位数, of: records.requests, value: median(taken(reply)), uom: 个工作日}
  notices: {title: 补正告知按期率, of: records.requests, value: share(on_time(notice)), show: percent}
  closing_share: {title: 热线按期办结率, of: records.hotline, value: share(on_time(closing)), show: percent, roll_up: true}
  urgent_fees: {title: 紧急工单费用, of: records.hotline, where: urgent and kind == '投诉', value: sum(fee), uom: 元}
indicators:
  - {id: reply, title: 按期答复, points: 40, measure: reply_on_time, rule: {ratio: {target: 1}}}
  - {id: late, title: 逾期答复, points: 20, rule: {deduct_per: {of: late_replies, each: 6}}}
  - {id: speed, title: 答复速度, points: 20, measure: reply_median, rule: {band: [{from: 15, points: 10}, {from: 0, points: 20}]}}
  - {id: hotline, title: 热线, points: 10, measure: closing_share, rule: {ratio: {target: 95%}}}
  - {id: notice, title: 补正告知, points: 5, measure: notices, rule: {ratio: {target: 1}}}
  - {id: fees, title: 费用, points: 5, rule: {deduct_per: {of: urgent_fees, each: 0.01}}}
"""
