"""A conversation in the terminal."""

from rich.console import Console
from rich.text import Text

from rag.answer import Answer, EngineName, Turn
from rag.errors import ModelUnsetError
from ui.service.contract import AskRequest, Filtered
from ui.service.problems import KNOWN_ERRORS, exit_code_of
from ui.service.service import Service
from ui.terminal.display import show_answer, show_citation
from ui.terminal.live import answer_live
from ui.wording import describe_selection

_WELCOME = "Ask away. A number opens that citation; an empty line ends."


def converse(service: Service, console: Console, engine: EngineName, filtered: Filtered) -> None:
    """Ask and answer until an empty line or the end of input; Ctrl+C stops an answer, and at the prompt ends."""
    among = describe_selection(filtered.filters)
    for line in filter(None, (_WELCOME, _answering(service, engine), among and f"Only {among}.")):
        console.print(Text(line, style="dim"))
    turns: list[Turn] = []
    answer: Answer | None = None
    while typed := _typed(console):
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else None
        try:
            if answer is not None and number is not None:
                _open(service, console, answer, number)
                continue
            request = AskRequest(question=typed, history=tuple(turns), engine=engine, **filtered.model_dump())
            answer = answer_live(service, request, console)
        except KeyboardInterrupt:
            console.print(Text("Stopped.", style="yellow"))
            continue
        except KNOWN_ERRORS as error:
            if exit_code_of(error) != 1:
                raise
            console.print(Text(str(error), style="yellow"))
            continue
        show_answer(console, answer)
        turns.append(Turn(question=typed, text=answer.text))


def _answering(service: Service, engine: EngineName) -> str:
    """Say who answers."""
    if engine == "quote":
        return "Answers are quoted, word for word."
    writer = service.writer()
    if writer is None:
        return f"Answers are quoted, because {ModelUnsetError()}."
    return f"Answers are written by llm:{writer}, and checked. Ctrl+C stops one."


def _typed(console: Console) -> str:
    try:
        return console.input(Text("\n? ", style="bold cyan")).strip()
    except (EOFError, KeyboardInterrupt):
        console.print()
        return ""


def _open(service: Service, console: Console, answer: Answer, number: int) -> None:
    citation = next((one for one in answer.citations if one.number == number), None)
    if citation is None:
        console.print(Text(f"The last answer has no citation {number}.", style="yellow"))
    else:
        show_citation(console, citation, service.article(citation.article_id, citation.revision))
