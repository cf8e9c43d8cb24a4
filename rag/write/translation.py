"""A quote in the reader's language, by a model."""

from dataclasses import dataclass

from index.tidy.characters import fold_space
from rag.errors import ModelBrokenError
from rag.model.chat_model import ChatModel, complete
from rag.write.budget import count_tokens
from rag.write.prompt import translation_prompt

_LEAST_TOKENS = 96


@dataclass(frozen=True, slots=True)
class Translation:
    """A quote in the reader's language, made by a machine: help in reading, never evidence."""

    text: str
    language: str
    model: str
    machine_made: bool = True


async def translate(quote: str, language: str, model: ChatModel) -> Translation:
    """Translate a quote for reading; raise ModelError."""
    messages = translation_prompt(quote, language)
    text = fold_space(await complete(model, messages, max(_LEAST_TOKENS, 2 * count_tokens(messages))))
    if len(text) > 5 * len(quote) + 100:
        raise ModelBrokenError(f"{model.name} said much more than a translation")
    return Translation(text.strip('"“”'), language, model.name)
