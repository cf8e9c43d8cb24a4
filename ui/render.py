"""Answers as HTML: pure functions whose output is safe to show."""

from collections.abc import Iterator, Mapping, Sequence

from index.article import Article
from rag.answer import Answer, Citation, ReadPassage, Statement, marked
from rag.check import missing
from ui.markup import Html, byline, element, join, listing
from ui.source import Place, entry, place_among
from ui.wording import (
    also_in,
    attributed,
    beginning,
    counted,
    day_of,
    dotted,
    duration,
    file_name,
    language_name,
    read_as,
    resting,
    times_told,
    web_address,
    why_not,
)

NEAREST = 3  # passages offered with a refusal
LONGEST_WORD = 24  # characters that a line of a phone surely holds beside chips
EXCERPT = 160  # characters of a passage that was read
_EMPTY = "There are no articles to answer from yet."


def render_header(articles: Sequence[Article], engine: str) -> Html:
    """Render the wordmark, the size of the corpus and the engine that answers."""
    tagline = element("p", "Answers you can check, word for word.", class_="tagline")
    corpus = element("p", _corpus_size(articles), class_="corpus")
    promise = element("p", _engine(engine, "no model, nothing leaves this machine", "every sentence checked"))
    brand = element("div", element("h1", "Pullquote"), tagline, class_="brand")
    facts = element("div", corpus, promise, class_="facts")
    return element("header", brand, facts, class_="masthead")


def _engine(engine: str, quoting: str, writing: str) -> str:
    model = engine.removeprefix("llm:")
    return f"Quoting · {quoting}" if model == engine else f"{model} · {writing}"


def _corpus_size(articles: Sequence[Article]) -> str:
    if not articles:
        return "No articles yet"
    names = sorted({language_name(article.language) for article in articles})
    languages = ", ".join(names) if len(names) <= 4 else f"{len(names)} languages"
    return f"{counted(len(articles), 'article')} · {languages}"


def render_conversation(*turns: Html) -> Html:
    """Render the turns in one region that screen readers follow."""
    return element("div", *turns, class_="log", role="log", aria_live="polite", aria_label="Conversation")


def render_welcome(articles: Sequence[Article], examples: Sequence[str]) -> Html:
    """Render what stands where there is no conversation yet: questions to start with."""
    if not articles:
        return element("section", render_how_to_add(), class_="welcome")
    promise = "Every sentence is tied to an article. Press its number to see the exact words."
    offered = listing("examples", (_ask_button(example, example) for example in examples))
    return element(
        "section",
        element("h2", "What do your sources say?"),
        element("p", promise),
        offered,
        class_="welcome",
    )


def render_how_to_add() -> Html:
    """Render what to do while there are no articles."""
    return join(
        element("h2", "There are no articles yet."),
        element("p", "Add a folder of articles, then ask: ", element("code", "pullquote add FOLDER")),
    )


def _ask_button(label: str, question: str, *, unfiltered: bool = False) -> Html:
    return element(
        "button",
        label,
        type="button",
        class_="example",
        data_ask=question,
        data_unfiltered=unfiltered,
        dir="auto",
    )


def render_pending(question: str) -> Html:
    """Render a question that is being answered."""
    waiting = element("p", "Reading the articles", element("span", class_="dots"), class_="pending")
    return _turn(question, waiting)


def render_failed(question: str, message: str) -> Html:
    """Render a question that could not be answered, with a way to ask it again."""
    return _turn(question, render_error(message), _ask_button("Ask again", question))


def render_error(message: str) -> Html:
    """Render one line that says what went wrong and what to do."""
    return element("p", message, class_="error", role="alert")


def render_turn(question: str, answer: Answer, articles: Mapping[str, Article], among: str | None = None) -> Html:
    """Render a question and its answer.

    `articles` holds those that were read but not cited; `among` says which were asked, if not all.
    """
    if answer.reason == "empty_corpus":
        return _turn(question, render_how_to_add())
    if not answer.answered:
        refusal = _refusal(question, answer, articles, among)
        return _turn(question, _read_as(question, answer), refusal, _colophon(answer))
    return _turn(
        question,
        _read_as(question, answer),
        element("p", _asked_of(among), class_="read-as", dir="auto") if among else None,
        *(_note(*note) for note in _notes(answer)),
        *(_statement(statement, answer) for statement in answer.statements),
        _colophon(answer, _copy_text(question, answer, among)),
        _read_details("Read, not cited", answer.read, articles),
    )


def _turn(question: str, *content: Html | None) -> Html:
    heading = element("h2", question, class_="question", tabindex="-1", dir="auto")
    return element("article", heading, *content, class_="turn")


def _read_as(question: str, answer: Answer) -> Html | None:
    read = read_as(question, answer.standalone_question)
    return element("p", read[1], class_="read-as", lang=read[0], dir="auto") if read else None


def _notes(answer: Answer) -> Iterator[tuple[str, str]]:
    if answer.fallback:
        yield "Quoted instead", answer.fallback
    if answer.disagreement:
        yield "Sources differ", answer.disagreement
    for line in resting(answer):
        yield "One source", line


def _note(label: str, text: str) -> Html:
    return element("p", element("strong", label), " ", text, class_="note")


def _statement(statement: Statement, answer: Answer) -> Html:
    cited = [citation for citation in answer.citations if citation.number in statement.citations]
    chips = element("span", *(_chip(citation, answer) for citation in cited), class_="chips", lang="en")
    quoted = statement.support == "quoted" and cited
    language = cited[0].language if quoted else answer.language
    words = element("p", *_with_chips(statement.text, chips), lang=language, dir="auto")
    bylines = (_byline_of(citation, answer, numbered=len(cited) > 1) for citation in cited)
    told = (times_told(citation) for citation in cited)
    return element(
        "div",
        element("blockquote" if quoted else "div", words, class_="words"),
        *bylines,
        *(element("p", times, class_="times", dir="auto") for times in told if times),
        *_doubts(statement),
        class_=f"statement {statement.support}",
    )


def _with_chips(text: str, chips: Html) -> tuple[str, Html]:
    """Keep the chips on the line of the last word, unless that is too long for a line of its own."""
    before, space, last = text.rpartition(" ")
    if len(last) > LONGEST_WORD:
        return text, join("\u00a0", chips)
    return before + space, element("span", last, "\u00a0", chips, class_="kept")


def _chip(citation: Citation, answer: Answer) -> Html:
    return element(
        "button",
        str(citation.number),
        type="button",
        class_="chip",
        data_place=place_of(citation, answer).model_dump_json(),
        aria_label=f"Open citation {citation.number}: {citation.title}",
        title=citation.title,
    )


def place_of(citation: Citation, answer: Answer) -> Place:
    """Return where a citation opens, with the answer's other citations of the same text."""
    return place_among(citation, answer.citations)


def _byline_of(citation: Citation, answer: Answer, *, numbered: bool) -> Html:
    foreign = {citation.language, answer.language} != {"en"}
    return byline(
        str(citation.number) if numbered else None,
        citation.publisher or citation.title,
        day_of(citation.published),
        language_name(citation.language) if foreign else None,
        attributed(citation.attributed_to),
        also_in(citation.copies),
    )


def _doubts(statement: Statement) -> Iterator[Html]:
    if statement.support == "unsupported":
        yield element("p", "The articles do not support this sentence.", class_="doubt")
    for check in statement.checks:
        if not check.found:
            elsewhere = f" It stands elsewhere: {check.better}" if check.better else ""
            (lacks,) = missing([check])
            yield element("p", f"{lacks[:1].upper()}{lacks[1:]}.{elsewhere}", class_="doubt")


def _asked_of(among: str) -> str:
    return f"Asked of {among} only"


def _refusal(question: str, answer: Answer, articles: Mapping[str, Article], among: str | None) -> Html:
    told = f"Not in the corpus, among {among}." if among else _EMPTY if answer.reason == "empty_corpus" else None
    message = element("p", told or why_not(answer), class_="refusal", dir="auto")
    wider = _ask_button("Ask all articles", question, unfiltered=True) if among else None
    if not answer.read:
        return join(message, wider)
    nearest, more = answer.read[:NEAREST], answer.read[NEAREST:]
    return join(
        message,
        wider,
        element("h3", "Nearest passages"),
        _read_list(nearest, articles),
        _read_details("More that was read", more, articles),
    )


def _read_details(label: str, read: Sequence[ReadPassage], articles: Mapping[str, Article]) -> Html | None:
    if not read:
        return None
    summary = element("summary", f"{label} ({len(read)})")
    return element("details", summary, _read_list(read, articles), class_="read")


def _read_list(read: Sequence[ReadPassage], articles: Mapping[str, Article]) -> Html:
    return listing("places", (_read_button(passage, articles) for passage in read))


def _read_button(passage: ReadPassage, articles: Mapping[str, Article]) -> Html:
    article = articles.get(passage.article_id)
    place = Place(article=passage.article_id, revision=passage.revision, start=passage.start, end=passage.end)
    if article is None:
        return entry(place, passage.title, "")
    excerpt = beginning(article.text[passage.start : passage.end], EXCERPT)
    return entry(place, excerpt, dotted(passage.title, article.publisher), article.language, kind="passage")


def _colophon(answer: Answer, copy_text: str | None = None) -> Html:
    engine = _engine(answer.engine, "no model", "every sentence checked")
    made = element("span", f"{engine} · {duration(answer.timings_ms.total)}")
    if copy_text is None:
        return element("p", made, class_="colophon")
    copy = element("button", "Copy with sources", type="button", class_="quiet", data_copy=copy_text)
    return element("p", made, copy, class_="colophon")


def _copy_text(question: str, answer: Answer, among: str | None) -> str:
    statements = "\n".join(marked(statement) for statement in answer.statements)
    references = "\n".join(_reference(citation) for citation in answer.citations)
    read = read_as(question, answer.standalone_question)
    asked = "\n".join([question, *(read[1:] if read else ()), *([_asked_of(among)] if among else ())])
    return f"{asked}\n\n{statements}\n\n{references}\n"


def _reference(citation: Citation) -> str:
    origin = web_address(citation.url, citation.source) or file_name(citation.source)
    published = day_of(citation.published)
    return f"[{citation.number}] " + dotted(citation.title, citation.publisher, published, times_told(citation), origin)
