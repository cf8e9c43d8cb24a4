"""A language model behind any OpenAI-compatible endpoint, as LlamaIndex's OpenAILike."""

from typing import TYPE_CHECKING

from rag.errors import ModelError
from rag.settings import LlmSettings

if TYPE_CHECKING:
    from llama_index.llms.openai_like import OpenAILike


def open_llm(settings: LlmSettings) -> "OpenAILike":
    """Return the model that the settings name; raise ModelError if they name none. Nothing is sent yet."""
    if not settings.model:
        raise ModelError("no model is set; set PULLQUOTE_LLM__BASE_URL and PULLQUOTE_LLM__MODEL")
    from llama_index.llms.openai_like import OpenAILike

    return OpenAILike(
        model=settings.model,
        api_base=settings.base_url,
        api_key=settings.api_key.get_secret_value() or "none",
        context_window=settings.context_window,
        temperature=settings.temperature,
        timeout=settings.timeout,
        max_retries=2,
        is_chat_model=True,
        is_function_calling_model=False,
    )
