"""What is copied of an answer: its sentences with their numbers, and the sources below, as plain text.

What is quoted stands in quotation marks. A source whose words don't stand in the answer brings them along.
"""

from collections.abc import Sequence

from index.tidy.characters import fold_space
from rag.answer import Answer, Citation, Statement, add_markers
from ui.page.html.checks import OTHERWISE, UNSUPPORTED
from ui.wording import (
    NOT_CHECKED,
    describe_reading,
    describe_times,
    file_name,
    format_day,
    format_page,
    join_dotted,
    to_sentence,
    web_address,
)


def copy_text(question: str, notes: Sequence[str | None], answer: Answer, statements: Sequence[Statement]) -> str:
    """Return some of an answer's statements as text, below the question, how it was read, and the `notes` on it."""
    reading = describe_reading(question, answer.standalone_question)
    cited = {number for statement in statements for number in statement.citations}
    head = filter(None, (question, reading and reading[1], *notes))
    body = (_statement(one) for one in statements)
    quoted = {one.citations[0] for one in statements if one.support == "quoted" and one.citations}
    references = (_reference(one, one.number in quoted) for one in answer.citations if one.number in cited)
    return "\n\n".join("\n".join(lines) for lines in (head, body, references)) + "\n"


def _statement(statement: Statement) -> str:
    doubts = {
        "contradicted": f"({OTHERWISE.capitalize()}:) ",
        "unsupported": f"({UNSUPPORTED.capitalize()}:) ",
        "unchecked": f"({to_sentence(NOT_CHECKED)}) ",
    }
    if statement.support == "quoted":
        statement = statement.model_copy(update={"text": f"“{statement.text}”"})
    return doubts.get(statement.support, "") + add_markers(statement)


def _reference(citation: Citation, quoted: bool) -> str:
    """Return where a citation leads, with its words unless the answer is `quoted` from them."""
    origin = web_address(citation.url, citation.source) or file_name(citation.source)
    facts = (
        citation.title,
        citation.publisher,
        format_day(citation.published),
        format_page(citation.page),
        describe_times(citation),
        origin,
    )
    words = "" if quoted else f"\n    “{fold_space(citation.quote)}”"
    return f"[{citation.number}] {join_dotted(*facts)}{words}"
