"""Answers as HTML: pure functions whose output is safe to show."""

from collections.abc import Iterator, Mapping, Sequence

from index.article import Article
from index.language.detection import language_of
from rag.answer import Answer, ReadPassage
from rag.settings import LlmSettings
from ui import wording
from ui.page.html.checks import keep_supported, render_legend, render_switch
from ui.page.html.copy_text import copy_text
from ui.page.html.markup import Html, button, element, join, render_list
from ui.page.html.model_form import host_of, in_form_words
from ui.page.html.source import Anchor, render_entry, render_passage
from ui.page.html.statement import NO_TRANSLATIONS, render_statement

NEAREST = 3  # passages offered with a refusal


def render_header(articles: Sequence[Article], model: LlmSettings | None) -> Html:
    """Render the wordmark, the size of the corpus, and who answers: a model, with where questions go, or nobody."""
    tagline = element("p", "Answers you can check, word for word.", class_="tagline")
    corpus = element("p", _corpus_size(articles), class_="corpus")
    quoting = "Quoting · no model, nothing leaves this machine"
    writing = f"{model.model} · questions and passages go to {host_of(model)}" if model else quoting
    promise = element("p", writing, dir="auto")
    brand = element("div", element("h1", "Pullquote"), tagline, class_="brand")
    facts = element("div", corpus, promise, class_="facts")
    return element("header", brand, facts, class_="masthead")


def model_of(engine: str) -> str | None:
    """Return the name of the model that an engine writes with; None if it quotes."""
    model = engine.removeprefix("llm:")
    return None if model == engine else model


def reader_language(answer: Answer) -> str:
    """Return the language a question was asked in, or a model's answer is: that of a quote is its article's."""
    written = answer.language if model_of(answer.engine) else "en"
    return language_of(answer.standalone_question) or written


def _corpus_size(articles: Sequence[Article]) -> str:
    if not articles:
        return "No articles yet"
    names = sorted({wording.language_name(article.language) for article in articles})
    languages = ", ".join(names) if len(names) <= 4 else f"{len(names)} languages"
    return f"{wording.count_noun(len(articles), 'article')} · {languages}"


def render_conversation(*turns: Html) -> Html:
    """Render the turns in one region that screen readers follow."""
    return element("div", *turns, class_="log", role="log", aria_live="polite", aria_label="Conversation")


def render_welcome(articles: Sequence[Article], questions: Sequence[str]) -> Html:
    """Render what stands where there is no conversation yet: questions to start with."""
    if not articles:
        return element("section", render_how_to_add(), class_="welcome")
    promise = "Every sentence is tied to an article. Press its number to see the exact words."
    offered = render_list("examples", (render_question(one, one) for one in questions)) if questions else None
    return element(
        "section", element("h2", "What do your sources say?"), element("p", promise), offered, class_="welcome"
    )


def render_how_to_add() -> Html:
    """Render what to do while there are no articles."""
    return join(
        element("h2", "There are no articles yet."),
        element("p", "Add a folder of articles, then ask: ", element("code", "pullquote add FOLDER")),
    )


def render_question(label: str, question: str, *, unfiltered: bool = False) -> Html:
    """Write a button that asks a question."""
    return button(label, "example", data_ask=question, data_unfiltered=unfiltered, dir="auto")


def render_failed(question: str, message: str) -> Html:
    """Render a question that could not be answered, with a way to ask it again."""
    return wrap_turn(question, render_error(message), render_question("Ask again", question))


def render_problem(error: Exception) -> Html:
    """Render the message of an error."""
    return render_error(wording.to_sentence(str(error)))


def render_error(message: str) -> Html:
    """Render one line that says what went wrong and what to do."""
    return element("p", message, class_="error", role="alert")


def render_turn(
    question: str,
    answer: Answer,
    articles: Mapping[str, Article],
    among: str | None = None,
    translations: Mapping[int, Html] = NO_TRANSLATIONS,
) -> Html:
    """Render a question and its answer.

    `articles` holds those that were read but not cited; `among` says which were asked, if not all; `translations` are
    those of quotes by number.
    """
    if answer.reason == "empty_corpus":
        return wrap_turn(question, render_how_to_add())
    notes = [_note(*note) for note in _notes(answer)]
    if not answer.answered:
        refusal = _refusal(question, answer, articles, among)
        return wrap_turn(question, _reading(question, answer), *notes, refusal, _colophon(answer))
    to = reader_language(answer)
    asked = element("p", _asked_of(among), class_="read-as", dir="auto") if among else None
    return wrap_turn(
        question,
        wrap_head(_reading(question, answer), asked, render_legend(answer, model_of(answer.engine)), *notes),
        *(render_statement(one, answer.citations, answer.language, to, translations) for one in answer.statements),
        _colophon(answer, _copy_button(question, answer, among)),
        _read_details("Read, not cited", answer.read, articles),
        closest=answer.confidence == "closest",
    )


def wrap_turn(question: str, *content: Html | None, closest: bool = False) -> Html:
    """Write a question and what came of it; only the `closest` words are set apart from an answer."""
    heading = element("h2", question, class_="question", tabindex="-1", dir="auto")
    return element("article", heading, *content, class_="turn closest" if closest else "turn")


def wrap_head(*lines: Html | None) -> Html:
    """Write what is said of an answer before it; always there, so that an answer that grows keeps its place."""
    return element("div", *lines, class_="head")


def _reading(question: str, answer: Answer) -> Html | None:
    reading = wording.describe_reading(question, answer.standalone_question)
    return element("p", reading[1], class_="read-as", lang=reading[0], dir="auto") if reading else None


def _notes(answer: Answer) -> Iterator[tuple[str, str]]:
    if answer.confidence == "closest":
        yield "Not sure", wording.CLOSEST
    if answer.fallback:
        yield "Quoted instead" if answer.answered else "No model answered", in_form_words(answer.fallback)
    if answer.disagreement:
        yield "Sources differ", answer.disagreement
    if undated := wording.describe_undated(answer.undated):
        yield "Filtered", undated
    for line in wording.describe_shared_sources(answer):
        yield "One source", line


def _note(label: str, text: str) -> Html:
    return element("p", element("strong", label), " ", text, class_="note")


def _asked_of(among: str) -> str:
    return f"Asked of {among} only"


def _refusal(question: str, answer: Answer, articles: Mapping[str, Article], among: str | None) -> Html:
    reason = f"Not in the corpus, among {among}." if among else wording.explain_refusal(answer)
    message = element("p", reason, class_="refusal", dir="auto")
    wider = render_question("Ask all articles", question, unfiltered=True) if among else None
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
    return render_list("places", (_read_button(passage, articles) for passage in read))


def _read_button(passage: ReadPassage, articles: Mapping[str, Article]) -> Html:
    article = articles.get(passage.article_id)
    if article is None:
        return render_entry(Anchor.at(passage), passage.title, "")
    line = wording.join_dotted(passage.title, article.publisher)
    return render_passage(passage, article.text[passage.start : passage.end], line, article.language)


def _colophon(answer: Answer, copy: Html | None = None) -> Html:
    model = model_of(answer.engine)
    engine = f"{model} · every sentence checked" if model else "Quoting · no model"
    made = element("span", f"{engine} · {wording.format_duration(answer.timings_ms.total)}")
    return element("p", made, render_switch(answer.statements), copy, class_="colophon")


def _copy_button(question: str, answer: Answer, among: str | None) -> Html:
    """Write the button that copies an answer, or, while only what is supported is shown, the rest."""
    model = model_of(answer.engine)
    notes = (
        among and _asked_of(among),
        model and f"Written by {model}, checked against the articles",
        wording.CLOSEST if answer.confidence == "closest" else None,
    )
    held = keep_supported(answer.statements)
    return button(
        "Copy with sources",
        "quiet",
        data_copy=copy_text(question, notes, answer, answer.statements),
        data_supported=None if len(held) == len(answer.statements) else copy_text(question, notes, answer, held),
    )
