"""Fits passages into what a model can read at once, counted with tiktoken's cl100k, which LlamaIndex brings along.

Other models cut text into other tokens; a share of the window is left free for that: one with a small vocabulary
reads a fifth more in Filipino.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from rag.errors import ModelRejectedError
from rag.model.chat_model import Message
from rag.retrieve.hit import Hit
from rag.write.prompt import Prompt

_FREE = 0.18  # of the window
_FRAME = 8  # tokens that a message takes besides its text


def count_tokens(messages: Sequence[Message]) -> int:
    """Count the tokens of messages."""
    return sum(len(_encoding()(message["content"])) + _FRAME for message in messages)


def token_budget(context_window: int, answer_tokens: int) -> int:
    """Return how many tokens messages may have."""
    return int(context_window * (1 - _FREE)) - answer_tokens


def fit_passages(hits: Sequence[Hit], tokens: int, prompt_of: Callable[[Sequence[Hit]], Prompt]) -> Prompt:
    """Return the prompt with as many of the passages, which come best first, as fit, whole.

    Raise ModelRejectedError if not even one fits.
    """
    kept: list[Hit] = []
    prompt = prompt_of([])
    for hit in hits:
        fuller = prompt_of([*kept, hit])
        if count_tokens(fuller.messages) <= tokens:
            kept.append(hit)
            prompt = fuller
    if hits and not kept:
        raise ModelRejectedError(
            "not one passage fits into what the model can read at once; raise PULLQUOTE_LLM__CONTEXT_WINDOW"
        )
    return prompt


@cache
def _encoding() -> Callable[[str], Sequence[Any]]:
    from llama_index.core.utils import get_tokenizer

    return get_tokenizer()
