"""Written answers without Pullquote's defences, for measuring only: what these are worth is the difference.

Articles are pasted as they are, under plain numbers, no rule says that they are data, and each sentence is believed.
Model, passages, the other rules and the example of an answer are the same.
"""

from collections.abc import Collection, Sequence

from rag.check.verdict import EvidenceSpan, Verdict
from rag.retrieve.hit import Hit
from rag.write.prompt import ASKING, EXAMPLE, EXAMPLES, LANGUAGES, NO_ANSWER, WRITING, Prompt

_NUMBER = 99  # of the example's passage: one that is never given


def paste(question: str, language: str, hits: Sequence[Hit], _demands: Collection[str] = ()) -> Prompt:
    """Ask for an answer from passages that are paste as they are."""
    passages = {str(number): hit for number, hit in enumerate(hits, start=1)}
    spoken = LANGUAGES.get(language, "the language of the question")
    example, answer = EXAMPLES.get(language, EXAMPLES["en"])
    shown = f"[{_NUMBER}] {EXAMPLE.splitlines()[1]}"
    given = "\n\n".join(_passage(number, hit) for number, hit in passages.items())
    messages = (
        {"role": "system", "content": WRITING.format(language=spoken, no_answer=NO_ANSWER)},
        {"role": "user", "content": ASKING.format(passages=shown, question=example, language=spoken)},
        {"role": "assistant", "content": answer.replace("[k10]", f"[{_NUMBER}]")},
        {"role": "user", "content": ASKING.format(passages=given, question=question, language=spoken)},
    )
    return Prompt(messages, passages)


def believe(_statement: str, _language: str, cited: Sequence[Hit], _others: Sequence[Hit] = ()) -> Verdict:
    """Support any statement; by the whole of the passage that it cites, if it cites one."""
    if len(cited) != 1:
        return Verdict("supported")
    (hit,) = cited
    return Verdict("supported", (), EvidenceSpan(hit.article.id, hit.passage.id, hit.passage.start, hit.passage.end))


def _passage(number: str, hit: Hit) -> str:
    article = hit.article
    return f"[{number}] {article.title} ({article.publisher}, {article.published})\n{hit.text}"
