"""A follow-up made to stand alone by a model; what is no question, or brings in what nobody spoke of, isn't taken."""

import re
from collections.abc import Sequence

from index.language.words import content_words, share_of
from index.tidy.characters import fold_space
from rag.answer import Turn
from rag.model.chat_model import ChatModel, complete
from rag.question.follow_up import MOST_TURNS, make_standalone
from rag.write.budget import count_tokens, token_budget
from rag.write.prompt import rewriting_prompt

_LONGEST = 300  # characters of a question
_LONGEST_TURN = 600  # characters of an answer before
_TOKENS = 96
_KNOWN = 0.6  # share of a rewritten question's words that have to come from the conversation
_MARKUP = re.compile(r"https?:|[<>\[\]{}`|]")
_LABEL = re.compile(r"\A(?:(?:standalone |rewritten |last )?question|tanong|pregunta)\s*:\s*", re.IGNORECASE)


async def rewrite_follow_up(question: str, history: Sequence[Turn], model: ChatModel) -> str:
    """Return a question as it reads without its history, rewritten by `model`, or by rules if that is no good.

    Raise ModelError if the model fails.
    """
    turns = [
        Turn(question=fold_space(turn.question)[:_LONGEST], text=fold_space(turn.text)[:_LONGEST_TURN])
        for turn in history[-MOST_TURNS:]
    ]
    if not turns:
        return question
    tokens = token_budget(model.context_window, _TOKENS)
    while len(turns) > 1 and count_tokens(rewriting_prompt(question, turns)) > tokens:
        turns.pop(0)
    reply = await complete(model, rewriting_prompt(question, turns), _TOKENS)
    rewritten = _LABEL.sub("", reply.strip().strip("\"“”'*")).strip()
    return fold_space(rewritten) if _is_good(rewritten, question, turns) else make_standalone(question, history)


def _is_good(rewritten: str, question: str, turns: Sequence[Turn]) -> bool:
    """Tell whether it is one short line, a question, and about what was spoken of."""
    if not rewritten or len(rewritten) > _LONGEST or "\n" in rewritten or _MARKUP.search(rewritten):
        return False
    if question.rstrip().endswith("?") and not rewritten.endswith("?"):
        return False
    words = dict.fromkeys(content_words(rewritten), 1.0)
    spoken = " ".join([question, *(f"{turn.question} {turn.text}" for turn in turns)])
    return bool(words) and share_of(words, spoken) >= _KNOWN
