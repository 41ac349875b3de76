"""Test vectors beside criteria: what differs, or what is wrong with the vectors."""

from __future__ import annotations

from scoring.authoring.testing import test_criteria as run_cases
from scoring.problems import ProblemsFound
from tests.fuzz.machinery.target import Target, assert_told, passing_folder
from tests.fuzz.machinery.trees import mutate_yaml
from tests.runs.mini import CRITERIA

_CASES = """- name: 一家全分，一家有差错
  units:
    - id: jia
      group: county
      facts: {requests_closed: 12, requests_closed_on_time: 12}
      marks: {support.plan: 1}
      report_published_on: 2017-03-20
      expect: {total: 100, rank: 1, grade: 优秀, points: {requests: 60}, outcomes: {requests.on_time: measured}}
    - id: yi
      group: county
      facts: {requests_closed: 9, requests_closed_on_time: 6}
      prev: {requests_closed: 3}
      years: {2014: {requests_closed: '/'}}
      marks: {support.plan: [1, 0]}
      report_published_on: 2017-04-02
      findings: [{indicator: requests.lapses, event: late_reply, quantity: 2}]
      exempt: {support.report: 新设机构}
      failed_checks: [T3-sum]
      expect: {rank: 2}
"""


def check(data: bytes) -> None:
    """Run the vectors of the small criteria."""
    with passing_folder() as folder:
        (folder / "cases").mkdir()
        (folder / "criteria.yaml").write_text(CRITERIA, "utf-8")
        (folder / "cases" / "cases.yaml").write_bytes(data)
        try:
            outcome = run_cases(str(folder / "criteria.yaml"))
        except ProblemsFound as found:
            assert_told(found.problems)
        else:
            assert all(failure.text for failure in outcome.failures)


TARGET = Target(lambda: [_CASES.encode()], check, mutate_yaml, examples=10)
