"""A run as one page to read, filter and print."""

from evals.report.page import REPORT, render_report, write_report

__all__ = ["REPORT", "render_report", "write_report"]
