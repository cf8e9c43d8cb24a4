"""What `tests/conftest.py` promises every test."""

import os
import socket
from pathlib import Path

import pytest


def test_no_socket_leaves_this_machine() -> None:
    with pytest.raises(AssertionError, match="only loopback"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(AssertionError, match="only loopback"):
        socket.getaddrinfo("kettle.example", 80)
    with socket.socket(type=socket.SOCK_DGRAM) as datagrams, pytest.raises(AssertionError, match="only loopback"):
        datagrams.sendto(b"tea", ("192.0.2.1", 53))
    assert socket.getaddrinfo("localhost", 80)


def test_each_test_has_a_home_of_its_own(tmp_path: Path) -> None:
    assert Path(os.environ["PULLQUOTE_HOME"]).is_relative_to(tmp_path)
