"""The bundled model as ONNX Runtime reads it: made once from the installed package, kept in the user's cache."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from index.embed.weights import Weights

RECIPE = "bytes-1"  # part of the file's name and of the embedder's identity; with another, all is made anew
_DIGEST = 32  # bytes of a SHA-256
Notify = Callable[[str], None]


def prepare_model(weights: Weights, cache: Path, name: str, notify: Notify) -> bytes:
    """Return the model made of `weights`, from the cache or made now; several processes may do so at once.

    A file that isn't whole is made again. Where the cache can't be written, `notify` hears of it each time.
    """
    path = cache / f"{name}-{RECIPE}.model"
    if kept := _read_whole(path):
        return kept
    notify("Preparing the bundled model (once, some seconds) …")
    from index.embed.encoder import build_encoder

    model = build_encoder(weights)
    try:
        _keep(path, model)
    except OSError as error:
        notify(f"The prepared model can't be kept in {cache}, so it is made each time: {error.strerror}")
    return model


def _read_whole(path: Path) -> bytes | None:
    """Return the kept model, or None if it isn't what was written: the model, then its digest."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    model = kept[:-_DIGEST]
    return model if hashlib.sha256(model).digest() == kept[-_DIGEST:] else None


def _keep(path: Path, model: bytes) -> None:
    """Write the model with its digest, whole or not at all; what others make meanwhile is the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.writelines((model, hashlib.sha256(model).digest()))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
