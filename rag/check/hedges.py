"""Whether a statement is surer than the sentence it rests on: `might create` there, `creates` here."""

import re

from index.language.words import stop_words

_HEDGES = {
    "en": "(?-i:may)|might|could|perhaps|possibly|probably|likely|expected",  # May is a month
    "tl": "maaari|maaaring|posible|posibleng|puwede|puwedeng|baka|siguro|marahil|inaasahan|inaasahang",
    "es": r"podr[íi]an?|quiz[áa]s?|tal vez|posible\w*|probable\w*|se espera",
}
_AS_UNSURE = {  # what leaves it as open in a statement
    "en": r"can|if|would|should|unless|chances?|hope[sd]?|hoping|plans?|plann\w+|believ\w+|think\w*|thought|expect\w*|"
          r"predict\w*|forecast\w*|suggest\w*|warn\w*|fear\w*|risk\w*|potential\w*|possib\w+|probab\w+|unlikely|"
          r"estimat\w+|will|want\w*",
    "tl": r"kung|sakali\w*|umano|raw|daw|plano\w*|balak\w*|kaya\w*|tantiya\w*|tsansa\w*|pag-asa|umaasa\w*|"
          r"inaasahan\w*|pangamba\w*|babala\w*|nagbabala\w*|posib\w+",
    "es": r"si|puede\w*|ser[íi]an?|cree\w*|piens\w+|esperan?|planea\w*|plan(?:es)?|riesgos?|adviert\w+|advirti\w+|"
          r"temen?|tem[ií]a\w*|estim\w+|posib\w+|probab\w+|habr[íi]an?",
}  # fmt: skip
_REACH = 4  # content words after a hedge that it bears on
_STEM = 4
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def hedge_left_out(statement: str, sentence: str, language: str) -> str | None:
    """Return the word by which a sentence leaves open what a statement in the same language says is so; or None.

    A statement with any such word of its own, `if`, `believes`, `can`, is taken to leave it open, too.
    """
    hedges = _HEDGES.get(language)
    if hedges is None or re.search(rf"\b(?:{hedges}|{_AS_UNSURE[language]})\b", statement, re.IGNORECASE):
        return None
    said = {one.group().casefold()[:_STEM] for one in _WORD.finditer(statement)}
    for hedge in re.finditer(rf"\b(?:{hedges})\b", sentence, re.IGNORECASE):
        after = (one.group().casefold() for one in _WORD.finditer(sentence, hedge.end()))
        borne_upon = [word[:_STEM] for word in after if word not in stop_words() and len(word) > 2][:_REACH]
        if borne_upon and 2 * sum(stem in said for stem in borne_upon) >= len(borne_upon):
            return hedge.group().casefold()
    return None
