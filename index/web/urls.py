"""Addresses of pages, as they are written: read once, so that what is checked is what is asked for."""

import re

import httpx

from index.errors import ForbiddenAddressError

_LONGEST = 2000  # characters
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?")
_NUMERIC = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|[0-9]+)\.?")
_DOTTED = re.compile(r"(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})")
DEFAULT_PORTS = {"http": 80, "https": 443}


def parse_url(text: str, base: httpx.URL | None = None) -> httpx.URL:
    """Return an address in its one spelling, without its fragment; one that is relative is read from `base`.

    Raise ForbiddenAddressError unless it is http or https, with a host and without a user's name. An IPv4 address has
    to be written as four plain numbers: what else ends in a number is read differently by different programs.
    """
    if len(text) > _LONGEST:
        raise ForbiddenAddressError(f"the address is longer than {_LONGEST} characters")
    try:
        url = httpx.URL(text.strip()) if base is None else base.join(text.strip())
        url = httpx.URL(str(url.copy_with(fragment=None)))  # once more, as the scheme is in small letters now
    except (httpx.InvalidURL, ValueError) as error:
        raise ForbiddenAddressError(f"the address can't be read: {error}") from error
    _check(url)
    return url.copy_with(raw_path=url.raw_path)  # with its slash where it has no path


def host_of(url: httpx.URL) -> str:
    """Return the host as it is looked up."""
    return url.raw_host.decode("ascii").lower().rstrip(".")


def port_of(url: httpx.URL) -> int:
    """Return the port."""
    return DEFAULT_PORTS[url.scheme] if url.port is None else url.port


def site_of(url: httpx.URL) -> str:
    """Return scheme, host and port: what a robots.txt is for."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _check(url: httpx.URL) -> None:
    if url.scheme not in DEFAULT_PORTS:
        raise ForbiddenAddressError("only http and https addresses are fetched")
    if url.userinfo:
        raise ForbiddenAddressError("an address with a user's name or password isn't fetched; leave it out")
    if url.port is not None and not 0 < url.port < 65536:
        raise ForbiddenAddressError(f"there is no port {url.port}")
    host = url.raw_host.decode("ascii", "replace").lower()
    if ":" in host and "%" not in host:
        return
    if not _HOST.fullmatch(host) or len(host) > 254:
        raise ForbiddenAddressError(f"{host!r} is no name of a host")
    if _NUMERIC.fullmatch(host) and not _DOTTED.fullmatch(host):
        raise ForbiddenAddressError(f"{host} isn't the usual way to write an IP address; write it as four numbers")
