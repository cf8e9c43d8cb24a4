"""Answers, findings, articles and forms as HTML that is safe to show."""
