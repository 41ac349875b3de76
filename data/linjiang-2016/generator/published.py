"""The totals of the published circular on 2016 that the invented figures add up to.

Source: the provincial circular quoted in the README; figures are facts, its text is not used.
"""

from __future__ import annotations

CHANNELS = {
    "disclosed_via_gazette": 3566,
    "disclosed_via_website": 776211,
    "disclosed_via_weibo": 92754,
    "disclosed_via_wechat": 55257,
    "disclosed_via_other": 635880,
}
REQUEST_CHANNELS = {"requests_in_person": 852, "requests_fax": 33, "requests_online": 826, "requests_letter": 360}
OUTCOMES = {
    "replies_already_public": 563,
    "replies_granted": 1044,
    "replies_partially_granted": 87,
    "replies_refused": 69,
    "replies_not_this_authority": 192,
    "replies_nonexistent": 17,
    "replies_amend_requested": 10,
    "replies_other_channel": 89,
}
DISCLOSED = 1563668
REQUESTS = 2071
# The base of 2015 was not published; every number from 1,435,677 to 1,435,809 gives the published growth of 8.91 %.
DISCLOSED_BEFORE = 1435743
