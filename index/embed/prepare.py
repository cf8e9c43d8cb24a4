"""The bundled model made ready for ONNX Runtime: once, from the installed package, kept in the user's cache."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from index.embed.encoder import encoder
from index.embed.weights import Weights

RECIPE = "mixed-1"  # part of the file's name and of the embedder's identity; with another, all is made anew
Tell = Callable[[str], None]


def prepare(weights: Weights, cache: Path, name: str, tell: Tell) -> bytes:
    """Return the model made of `weights`, from the cache or made now; several processes may do so at once.

    A file that isn't whole is made again. Where the cache can't be written, `tell` hears of it each time.
    """
    path = cache / f"{name}-{RECIPE}.onnx"
    if kept := _whole(path):
        return kept
    tell("Preparing the bundled model (once, some seconds) …")
    model = encoder(weights)
    try:
        _keep(path, model)
    except OSError as error:
        tell(f"The prepared model can't be kept in {cache}, so it is made each time: {error.strerror}")
    return model


def _whole(path: Path) -> bytes | None:
    """Return what is kept, if it is what was written."""
    try:
        model = path.read_bytes()
        return model if _digest_of(path).read_bytes() == _digest(model) else None
    except OSError:
        return None


def _keep(path: Path, model: bytes) -> None:
    """Write the model and its digest, each whole or not at all; what others make meanwhile is the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for file, content in ((path, model), (_digest_of(path), _digest(model))):
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as temporary:
                temporary.write(content)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _digest(model: bytes) -> bytes:
    return hashlib.sha256(model).hexdigest().encode()


def _digest_of(path: Path) -> Path:
    return path.with_suffix(".sha256")
