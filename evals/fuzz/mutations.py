"""Sound files made hostile: bits turned, parts cut, doubled and swapped, numbers made huge, tags nested deep."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

from evals.fuzz.files import pack

Mutation = Callable[[bytes, Random], bytes]
_PACKED = {".docx", ".epub", ".zip"}
_TOKENS = (
    *(b"<div>" * 3_000, b"<table><tr><td>" * 300, b"<p " + b"a=1 " * 2_000 + b">", b"</p>", b"<!--", b"<![CDATA["),
    *(
        b"<script>",
        b"<svg>",
        b"&#0;",
        b"&#xD800;",
        b"&lt;" * 500,
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"<meta charset=base64>",
    ),
    *(b"\n---\n", b"&a [*a, *a]", b"[" * 5_000, b"{" * 5_000, b"> " * 2_000, b"* " * 2_000, b"|" * 3_000, b"`" * 3_000),
    *(b"\nFrom a\n", b"\n\n--", b"=?utf-8?q?=ff=?=", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 50),
    *(b"Content-Transfer-Encoding: base64\n", b"Date: Thu, 99 Foo 99999 99:99:99 +9999\n", b"Message-ID: <a#b>\n"),
    *(b"/Length 99999999999", b"/Kids [3 0 R 3 0 R]", b" 0 R", b"endobj", b"<<" * 2_000, b"/Filter /FlateDecode"),
    *(b"\x00" * 64, b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b$B", b"\xed\xa0\x80", b"\xf3\xa0\x80\x81" * 9, b"\xe2\x80\xae"),
    *(b"-1", b"1e400", b"0x7fffffff", b"99999999999999999999999999", b"../" * 20, b"\r", b"\n" * 3_000, b"A" * 20_000),
)
_ENCODINGS = ("utf-16", "utf-32", "utf-7", "cp1252", "gb18030", "shift_jis", "koi8-r", "utf-8-sig", "cp037")


def mutate(data: bytes, suffix: str, random: Random) -> bytes:
    """Return a hostile file made of a sound one, by up to four mutations; of an archive, mostly inside it."""
    if suffix in _PACKED and random.random() < 0.7:
        return _mutate_member(data, random)
    for _ in range(random.randint(1, 4)):
        data = random.choice(MUTATIONS)(data, random)
    return data


def _mutate_member(data: bytes, random: Random) -> bytes:
    """Mutate a file or a name in an archive and pack it anew, so that its checksums are right."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(sorted(members))
    if random.random() < 0.15:
        members[random.choice((f"../{name}", f"/{name}", f"{name}\x00.txt", "a" * 300, name.upper()))] = members.pop(
            name
        )
    else:
        members[name] = random.choice(MUTATIONS)(members[name], random)
    return pack(members)


def _turn_bits(data: bytes, random: Random) -> bytes:
    turned = bytearray(data)
    for _ in range(random.randint(1, 1 + len(data) // 50) if data else 0):
        turned[random.randrange(len(turned))] ^= 1 << random.randrange(8)
    return bytes(turned)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def _take_out(data: bytes, random: Random) -> bytes:
    first, last = _block(data, random)
    return data[:first] + data[last:]


def _repeat(data: bytes, random: Random) -> bytes:
    first, last = _block(data, random)
    return data[:last] + data[first:last] * random.choice((1, 3, 100)) + data[last:]


def _swap(data: bytes, random: Random) -> bytes:
    first, last = _block(data, random)
    return data[last:] + data[first:last] + data[:first]


def _put_in(data: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(_TOKENS) * random.choice((1, 1, 7)) + data[at:]


def _put_in_noise(data: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.randbytes(random.choice((1, 16, 2_000))) + data[at:]


def _change_numbers(data: bytes, random: Random) -> bytes:
    huge = random.choice((b"0", b"-1", b"4294967296", b"9" * 30, b"65536"))
    return re.sub(rb"\d+", lambda found: huge if random.random() < 0.2 else found[0], data)


def _encode_anew(data: bytes, random: Random) -> bytes:
    return data.decode("utf-8", "replace").encode(random.choice(_ENCODINGS), "replace")


def _nothing_but_noise(data: bytes, random: Random) -> bytes:
    return data[: random.choice((0, 4, 8))] + random.randbytes(random.choice((0, 1, 100, 10_000)))


def _block(data: bytes, random: Random) -> tuple[int, int]:
    first = random.randint(0, len(data))
    return first, min(len(data), first + random.choice((1, 16, 200, 2_000)))


MUTATIONS: tuple[Mutation, ...] = (
    *(_turn_bits, _cut, _take_out, _repeat, _swap),
    *(_put_in, _put_in, _put_in_noise, _change_numbers, _encode_anew, _nothing_but_noise),
)
