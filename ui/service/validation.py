"""What is wrong with a request or a setting, as pydantic found it, in one line for people."""

from collections.abc import Iterable, Mapping
from typing import Any

Fault = Mapping[str, Any]


def describe_fault(fault: Fault) -> str:
    """Return what is wrong, without pydantic's own label before our messages."""
    return str(fault["msg"]).removeprefix("Value error, ")


def describe_faults(faults: Iterable[Fault], *, below: int = 0) -> str:
    """Return all faults in one line, each with its field; `below` levels of the path are left out."""
    lines = ((".".join(map(str, fault["loc"][below:])), describe_fault(fault)) for fault in faults)
    return "; ".join(f"{field}: {line}" if field else line for field, line in lines)
