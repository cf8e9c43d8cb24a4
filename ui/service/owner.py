"""Who serves a home: the notice that a server leaves in it, and the Service that is reached by it."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.store.lock import is_owned

if TYPE_CHECKING:
    from ui.service.remote import RemoteService

_NOTICE = "serve.json"


@contextmanager
def announce(home: Path, address: str, token: str) -> Iterator[None]:
    """Leave a notice in the home of who serves it, readable by its owner only, while this runs."""
    path = home / _NOTICE
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"address": address, "token": token, "pid": os.getpid()}, file)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def find_owner(home: Path) -> "RemoteService | None":
    """Return the Service of the process that serves `home`; None if none does.

    A home whose lock is free has no owner, whatever a notice left behind says: its token goes nowhere.
    """
    if not is_owned(home):
        return None
    from ui.service.remote import RemoteService

    try:
        notice = json.loads((home / _NOTICE).read_text())
        service = RemoteService(str(notice["address"]), str(notice["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if service.is_alive():
        return service
    service.close()
    return None
