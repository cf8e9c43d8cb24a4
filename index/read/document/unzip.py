"""Zip files, which Word files and books are, too: opened only if they stay small when they are unpacked."""

from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812

from index.errors import ReadError
from index.read.limits import MAX_BYTES, check_size

MAX_UNPACKED = 1_000_000_000  # bytes
MAX_MEMBERS = 10_000
_HIGHEST_RATIO = 200  # to the packed size; text reaches about 10, a bomb 1,000
_SMALL = 50_000_000  # bytes, unpacked, that may be of any ratio
DAMAGE = (BadZipFile, ZlibError, NotImplementedError, EOFError, KeyError, UnicodeError, OverflowError)


def open_zip(file: BinaryIO, named: str, largest: int = MAX_UNPACKED, most: int = MAX_MEMBERS) -> ZipFile:
    """Open an archive; raise ReadError if it is none or holds more than `largest` bytes or `most` files.

    `named` is what it should be, such as "Word file (.docx)".
    """
    size = check_size(file)
    try:
        archive = ZipFile(file)
    except (*DAMAGE, ValueError, OSError) as error:
        raise ReadError(f"it is no {named}, or a damaged one; save it anew") from error
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > most:
        raise ReadError(f"it holds more than {most:,} files; split it")
    allowed = min(largest, max(_SMALL, size * _HIGHEST_RATIO))
    if unpacked > allowed:
        raise ReadError(f"it is larger than {allowed // 1_000_000} MB when it is unpacked; split it")
    return archive


def read_member(archive: ZipFile, member: ZipInfo | str) -> bytes:
    """Return what a member of an archive holds; raise ReadError."""
    info = member if isinstance(member, ZipInfo) else _find(archive, member)
    if info.flag_bits & 0x1:
        raise ReadError("it is encrypted; unpack it with its password and add what is in it")
    if info.file_size > MAX_BYTES:
        raise ReadError(f"it is larger than {MAX_BYTES // 1_000_000} MB; split it into articles")
    try:
        return archive.read(info)
    except (*DAMAGE, ValueError, OSError, RuntimeError) as error:
        raise ReadError("it is damaged in its archive; pack it anew") from error


def _find(archive: ZipFile, name: str) -> ZipInfo:
    try:
        return archive.getinfo(name)
    except KeyError as error:
        raise ReadError(f"{name} is missing in it; save it anew") from error
