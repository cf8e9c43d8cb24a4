"""A quote in another language, made by a model and labelled so."""

import asyncio

import pytest

from rag.errors import ModelBrokenError
from rag.model.chat_model import EndpointModel
from rag.write.translation import translate
from tests.rag.model.misbehaving import endpoint, saying

QUOTE = "Mura ang isda sa palengke."


def test_a_translation_says_that_a_machine_made_it() -> None:
    with endpoint(saying("“Fish is cheap at the market.”\n")) as server:
        made = asyncio.run(translate(QUOTE, "en", EndpointModel(server.settings())))
        assert QUOTE in server.asked[0]["messages"][-1]["content"]
        assert "English" in server.asked[0]["messages"][0]["content"]
    assert (made.text, made.language, made.model, made.machine_made) == (
        "Fish is cheap at the market.",
        "en",
        "oracle",
        True,
    )


def test_what_is_much_longer_than_a_translation_is_none() -> None:
    with endpoint(saying("Fish. " * 200)) as server, pytest.raises(ModelBrokenError, match="more than a translation"):
        asyncio.run(translate(QUOTE, "en", EndpointModel(server.settings())))
