"""Text in an encoding from before UTF-8 that nothing declares: told by its letters and its commonest words.

charset-normalizer alone takes Greek and Hebrew for Cyrillic and a short Western text for Farsi, so it has a say where
there are no words to go by: in Chinese and Thai. Elsewhere that encoding is right in which most words are words that
its languages use all the time (the stop lists of jusText).
"""

import re
import unicodedata
from functools import cache

from index.errors import ReadError
from index.language.detection import detect_language

_SAMPLE = 20_000  # bytes that are looked at
_MARKUP = re.compile(rb"<(?:script|style)\b.*?</|<[^>]*>", re.DOTALL | re.IGNORECASE)
_RUN = re.compile(rb"[\x80-\xff]{3,}")
_FIRST_LETTER = 0xC0  # in Windows-1252, below which there are signs: a row of dashes is no word
_CYRILLIC = ("Russian", "Ukrainian", "Bulgarian", "Belarusian", "Serbian", "Macedonian")
_ARABIC = ("Arabic", "Persian", "Urdu")
_ALPHABETS = {  # encodings of other alphabets, and the languages that are written in them
    **dict.fromkeys(("cp1251", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic"), _CYRILLIC),
    **dict.fromkeys(("cp1253", "iso8859_7"), ("Greek",)),
    **dict.fromkeys(("cp1255", "iso8859_8"), ("Hebrew",)),
    **dict.fromkeys(("cp1256", "iso8859_6"), _ARABIC),
}
_CENTRAL = ("Polish", "Czech", "Slovak", "Hungarian", "Slovenian", "Croatian", "Romanian")
_LATIN = {  # encodings of Latin letters by language, the likeliest first
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"), ("iso8859_2", "cp1250", "cp852")),
    **dict.fromkeys(("tr", "az"), ("cp1254",)),
    **dict.fromkeys(("lt", "lv", "et"), ("iso8859_13", "cp1257")),
    "vi": ("cp1258",),
}
_WESTERN = ("cp1252", "mac_roman", "cp850")
_AFTER_LETTER = re.compile(r"[^\W\d_][^\x00-\x7f](?P<letter>(?=[^\W\d_]))?")
_BETWEEN_WORDS = "‘’‚‛“”–—‐‑·\xa0\xad…"
_FEWEST_STOP_WORDS = 0.2  # of the words; a wrong encoding reaches 0.13
_FEWEST_KANA = 0.2  # of the letters beyond ASCII; Japanese has about half
_FEWEST_HANGUL = 0.9  # of the same; Chinese read as Korean has two thirds
_SHORTEST_KOREAN = 8  # letters; fewer may be Chinese


def recognise(data: bytes) -> str:
    """Decode a text whose encoding nothing tells; raise ReadError rather than guess."""
    sample = _MARKUP.sub(b" ", data[:_SAMPLE])
    high = sum(byte > 0x7F for byte in sample)
    in_runs = sum(len(run) for run in _RUN.findall(sample) if max(run) >= _FIRST_LETTER)
    encoding = _find_latin(sample) if in_runs * 3 < high else _find_alphabet(sample) or _find_east_asian(sample)
    if encoding is None:
        raise ReadError("it isn't UTF-8, and its encoding can't be told; save it as UTF-8")
    return data.decode(encoding, "replace")


def _find_latin(sample: bytes) -> str | None:
    """Return the encoding of the text's language in which the fewest letters look odd, if few do.

    Those of Central Europe, which differ in letters alone, are told apart by common words; ISO's own has no
    characters where Windows has its quotation marks.
    """
    language = detect_language(sample.decode("cp1252", "replace"))
    encodings = (*_LATIN.get(language, ()), *_WESTERN)
    odd = {encoding: _count_odd(sample.decode(encoding, "replace")) for encoding in encodings}
    best = min(encodings, key=lambda one: (odd[one], -_share_of_stop_words(sample, one, _CENTRAL)))
    return best if odd[best] * 10 <= sum(byte > 0x7F for byte in sample) else None


def _count_odd(text: str) -> int:
    """Count what stands in no word: a capital after a small letter, a sign between two letters, ± or ¶, a control."""
    signs = sum(_is_odd(*found[0], inner=found["letter"] is not None) for found in _AFTER_LETTER.finditer(text))
    return signs + sum("\x80" <= character <= "\x9f" for character in text)


def _is_odd(before: str, character: str, *, inner: bool) -> bool:
    if character.isalpha():
        return before.islower() and character.isupper()
    if inner:
        return character not in _BETWEEN_WORDS and not unicodedata.combining(character)
    return character == "¶" or unicodedata.category(character) in {"Sm", "Sk"}


def _find_alphabet(sample: bytes) -> str | None:
    shares = {encoding: _share_of_stop_words(sample, encoding, _ALPHABETS[encoding]) for encoding in _ALPHABETS}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= _FEWEST_STOP_WORDS else None


def _share_of_stop_words(sample: bytes, encoding: str, languages: tuple[str, ...]) -> float:
    """Return which share of the words beyond ASCII the stop words of some languages are."""
    words = [word for word in re.findall(r"\w+", sample.decode(encoding, "replace").lower()) if not word.isascii()]
    stop = _stop_words(languages)
    return sum(word in stop for word in words) / max(1, len(words))


@cache
def _stop_words(languages: tuple[str, ...]) -> frozenset[str]:
    import justext

    listed = (word.lower() for language in languages for word in justext.get_stoplist(language))
    return frozenset(word for word in listed if len(word) > 1 and not word.isascii())


def _find_east_asian(sample: bytes) -> str | None:
    """Return the encoding of Japanese and Korean by their script, of Chinese and Thai by their commonest letters."""
    for encoding in ("cp932", "euc_jp"):
        if _share_of(sample, encoding, "ぁ", "ヿ")[0] >= _FEWEST_KANA:
            return encoding
    hangul, letters = _share_of(sample, "cp949", "가", "힣")
    if hangul >= _FEWEST_HANGUL and letters >= _SHORTEST_KOREAN and b" " in sample:
        return "cp949"
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=["gb18030", "big5hkscs", "cp874"], enable_fallback=False).best()
    return found.encoding if found and found.coherence > 0 else None


def _share_of(sample: bytes, encoding: str, first: str, last: str) -> tuple[float, int]:
    """Return which share of the letters beyond ASCII lies from `first` to `last`, and how many they are."""
    text = sample.decode(encoding, "replace")
    letters = [character for character in text if character > "\x7f" and (character.isalpha() or character == "\ufffd")]
    return sum(first <= letter <= last for letter in letters) / max(1, len(letters)), len(letters)
