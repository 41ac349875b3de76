"""Record tables: files of cases in any format, checked and loaded without becoming objects.

:func:`open_records` looks at headers, before anything is computed; :func:`load_records` reads and checks the rows and
makes ``records_<name>``.
"""

from scoring.intake.records.failures import MOST_SHOWN
from scoring.intake.records.files import RecordFile, RecordFiles, open_records
from scoring.intake.records.loading import load_records

__all__ = ["MOST_SHOWN", "RecordFile", "RecordFiles", "load_records", "open_records"]
