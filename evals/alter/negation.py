"""Negations in a sentence that could be taken out, and places where one could be put in."""

import re
from collections.abc import Iterable, Iterator, Sequence

from evals.alter.places import Swap, any_word, match_capital, uncapitalise

_VERBS = """has:have had:have rose:rise fell:fall grew:grow became:become began:begin took:take gave:give
    went:go came:come saw:see sees:see knew:know equals:equal adds:add believes:believe wants:want remains:remain
    keeps:keep depends:depend makes:make matters:matter continues:continue regards:regard shows:show"""
_VERBS_OF_OBJECTS = """said:say says:say wrote:write told:tell reported:report made:make bought:buy sold:sell put:put
    raised:raise found:find described:describe announced:announce added:add argued:argue concluded:conclude led:lead
    published:publish exceeded:exceed introduced:introduce warned:warn accused:accuse tested:test offered:offer"""
_ADVERBS = r"(?:(?:\w+ly|also|already|since|long|now|himself|itself) )*(?!hundred|need|seven|ten\b|open|often|women)"
_PARTICIPLE = _ADVERBS + any_word(
    r"\w+e[dn] \w+ought \w+own been done made put led left found held kept lost met paid sold told won built become"
)
_FREE = r"(?<=\S )" + "".join(rf"(?<!\b{word} )" for word in "the a an to of or free only".split())  # no verb follows
_OPEN = r"\b(?= [\w$“\"])(?! (?:not|never|no|only|even|just|hardly|nothing|none|than|by|still|also)\b)"
_OBJECT = r"(?= (?:(?:that|the|an?|its|their|more|about|it)\b|\d|[$€£₱“A-Z]))"
_CLITIC = r"""(?: (?:rin|din|pa|umano|naman|ito|niya|nila|siya|sila)\b| na(?= (?:ng|ni|ang)\b))*+"""  # go with `hindi`
_CLITICS = rf"{_CLITIC}(?!(?<!niya)(?<!nila) na\b| (?:nang(?! \d)|lang|lamang|nga|man)\b)"
_FILIPINO_VERB = (
    r"(?!(?:mahigit|maging|maliban|matapos|mayroong?|marahil|nasa|kinabukasan|umaga|umano)\b)"
    r"(?:(?:i?[bdghklpst]?in(?=[aeiou])|i?ni|[bdghklpst]?um(?=[aeiou])|na|ma)[\w-]{3,}+"
    r"(?:(?<!ng)|(?= (?:ang|ng|ni|si|sa|umano)\b))|maaaring)"
)
_PARTICLE = any_word("bababa kukulangin ang mga sa lang lamang kundi kung ba po rin din naman ito niya nila siya sila")
_CONNECTIVE = any_word("at o pero ngunit habang dahil kung maging pati maliban gaya tulad para ayon nang noong bago")
_INTRODUCTION = rf"(?:{any_word('ayon batay noong nitong nang para sa samantala gayunman')}[^,]*(?:, \d{{4}})?, )?"
_SPANISH_VERB = any_word(
    """es son fue fueron era eran será serán está están estaba estaban ha han había habían puede pueden podía pudo
    podría debe deben tiene tienen tenía tenían tuvo hay hubo sigue [a-zñáéíú]{2,}(?:ó|[ai]eron|aron)"""
)
_NO_VERB = "".join(rf"(?<!\b{one} )" for one in "no ni nunca solo también la las los el se lo le les me te nos".split())
_SPANISH_NONE = r"(?:ning[uú]n\w*|nada|nadie|nunca|jamás|tampoco)\b"
NEGATED = {  # patterns and what stands in their place, in order of preference
    "en": (
        (r"\bno longer\b", "still"),
        (r"\bcan(?:not|['’]t)\b", "can"),
        (r"\bwon['’]t\b", "will"),
        (r"\b(\w+)(?<!\bai)(?<!\bsha)n['’]t\b", r"\1"),
        (r"\b(\w+) not yet\b", r"\1 already"),
        (r"\b(?!(?:or|if|why|but)\b)(\w+) (?:never\b(?!-)|not\b(?! (?:only|just|even|merely|least)\b))", r"\1"),
        (r"\bnot (all|every\w*|many)\b", r"\1"),
        (r"\b[Nn]o(?:body| one)\b", "someone"),
        (r"\bno(?= \w)(?! (?:to|matter|doubt|wonder|less|more|fewer|later|better|different)\b)", "some"),
    ),
    "tl": (
        (r"\bhindi(?: pa)? (maka\w+)", r"maaaring \1"),
        (r"\bhindi(?: pa)? gaano(?:ng)?\b", "lubhang"),
        (rf"(?<!kung )\bhindi(?! pa| na)({_CLITIC}) (?!{_PARTICLE})(\w{{4,}})(?<!ng)\b", r"\2\1"),
        (rf"(?<!kung )\bhindi(?: na| pa)? (?!{_PARTICLE})(\w{{4,}})", r"\1"),
        (r"\bwala(?:n(g) (?!iba|humpay|sinuman|anuman)| (?=(?:siya|sila|ako|kami)ng\b))", r"mayroon\1 "),
    ),
    "es": (
        (rf"(?<!\b[ou] )\bno (?!(?:solo|sólo|obstante|más)\b)(\w+)(?!.*\b(?:sino\b|{_SPANISH_NONE}))", r"\1"),
        (rf"(?<!no )\bnunca ({_SPANISH_VERB})", r"\1"),
        (r"^ning(un[oa]|ún)\b", r"alg\1"),
    ),
}
_PUT_IN = {
    "en": (
        (rf"\b(there (?:is|are|was|were))(?: an?| some)?{_OPEN}(?! (?:the|several|few|more))", r"\1 no"),
        (rf"{_FREE}\bcan{_OPEN}", "cannot"),
        (rf"{_FREE}\b(is|are|was|were|has|have|had) still\b", r"\1 no longer"),
        (rf"{_FREE}\b(is|are|was|were|has|have|had) also\b", r"\1 not"),
        (rf"{_FREE}\b(is|are|was|were|will|would|could|may|might|must|should){_OPEN}", r"\1 not"),
        (rf"{_FREE}\b(has|have|had){_OPEN}(?= {_PARTICIPLE})", r"\1 not"),
        (rf"{_FREE}\b(do|does|did)(?= {any_word(re.sub('[a-z]+:', '', _VERBS + _VERBS_OF_OBJECTS))})", r"\1 not"),
    ),
    "tl": (
        (rf"^(\W*{_INTRODUCTION})({_FILIPINO_VERB})({_CLITICS})", r"\1hindi\3 \2"),
        (rf"^(?!{_CONNECTIVE})(\w+)(?<!in)(?<!an)({_CLITICS})(?= (?:ang|si)\b)", r"hindi\2 \1"),
        (r"\bay nasa\b", "ay wala sa"),
        (r"\bay(?= \w)(?! (?:ma[yr]\w*|hindi|wala|walang|nasa)\b| \w+ (?:mo|ko|ka|na)(?:ng)?\b)", "ay hindi"),
        (r"(?<!-)\bmay (?=(?!isa|sarili|higit|mahigit|ilan|\d)\w[\w-]*+(?! (?:nang|na|pa|pang|nga)\b))", "walang "),
    ),
    "es": ((rf"{_NO_VERB}\b((?:(?:se|lo|les?|me|te|nos) )*{_SPANISH_VERB})(?! (?:decir|que)\b)", r"no \1"),),
}
_REFUSED = tuple(
    (rf"{_FREE}\b{form}{after}", f"{'does' if form.endswith('s') else 'did'} not {base}")
    for verbs, after in ((_VERBS, rf"{_OPEN}(?! {_PARTICIPLE})"), (_VERBS_OF_OBJECTS, rf"\b{_OBJECT}"))
    for form, base in (pair.split(":") for pair in verbs.split())
)
# after what a `not` would make nonsense (`more than is known`), and after what a main verb takes it rather
_UNSAFE = re.compile(rf"\b(?:what|than|how|as|nor|much)\b(?: [\w’'-]+){{0,4}} $|\b{_SPANISH_NONE}[^,;]*$")
_ASIDE = re.compile(
    r"\b(?:while|because|since|if|when|which|whom?|whose|where|until|(?:an?|the|some) [\w-]+ that"
    r"|cuando|que|donde|como|mientras|porque|aunque|cuy[oa]s?|quien)\b[^,;:]*$"
)


def negations(sentence: str, language: str, names: Sequence[str]) -> list[Swap]:
    """Return where a negation can go or come, the safest place first; none in a question."""
    if "?" in sentence:
        return []
    first = re.search(r"\w[\w’'-]*", sentence)
    text = sentence if first and first.group() in names else uncapitalise(sentence)
    if taken_out := list(_ruled(text, sentence, NEGATED[language])):
        return taken_out
    auxiliaries, verbs = _ruled(text, sentence, _PUT_IN[language]), _REFUSED if language == "en" else ()
    places = [*sorted(auxiliaries), *_ruled(text, sentence, verbs)]
    places = [place for place in places if not _UNSAFE.search(text[: place.start])]
    return sorted(places, key=lambda place: bool(_ASIDE.search(text[: place.start])))


def _ruled(text: str, sentence: str, rules: Iterable[tuple[str, str]]) -> Iterator[Swap]:
    for pattern, put in rules:
        for found in re.finditer(pattern, text):
            put_in = found.expand(put).replace("hindi din", "hindi rin")  # as it is said after a vowel
            yield Swap(*found.span(), [match_capital(sentence[found.start() :], put_in)])
