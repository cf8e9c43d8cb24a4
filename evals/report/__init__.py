"""A run as one page to read, filter and print."""

from evals.report.page import REPORT, report, write_report

__all__ = ["REPORT", "report", "write_report"]
