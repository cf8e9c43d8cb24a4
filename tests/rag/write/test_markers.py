"""Markers in a text that arrives in pieces: taken out whole, whatever the pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.write.markers import Mark, MarkerParser, Piece, join_texts

KNOWN = ("k1", "m42", "z9")
SEGMENTS = st.sampled_from(
    [
        *(
            "Rice costs 52 pesos",
            " a kilo",
            ".",
            " ",
            "\n",
            ",",
            "Kailan?",
            "ñ",
            "【",
            "]",
            "[",
            "`",
            "```",
            "**",
            "\u200b",
        ),
        *(
            "[k1]",
            "[k1, z9]",
            "【m42】",
            "[^k1]",
            "[[z9]]",
            "[source k1]",
            "[x7]",
            "[4]",
            "[sic]",
            "`a[k1]`",
            "\n```\n",
        ),
    ]
)
TEXTS = st.lists(SEGMENTS, max_size=14).map("".join)


def read(*texts: str) -> tuple[list[Piece], int]:
    markers = MarkerParser(KNOWN)
    pieces = [piece for text in texts for piece in markers.feed(text)]
    return join_texts([*pieces, *markers.finish()]), markers.dropped


@pytest.mark.parametrize(
    ("marker", "ids"),
    [
        ("[k1]", ["k1"]),
        ("[K1]", ["k1"]),
        ("[k1, m42]", ["k1", "m42"]),
        ("[k1][m42]", ["k1", "m42"]),
        ("[k1], [m42]", ["k1", "m42"]),
        ("[k1; m42 and z9]", ["k1", "m42", "z9"]),
        ("【k1】", ["k1"]),
        ("【k1†source】", ["k1"]),
        ("[^k1]", ["k1"]),
        ("[[k1]]", ["k1"]),
        ("[[k1], [z9]]", ["k1", "z9"]),
        ("[source k1]", ["k1"]),
        ("[id: k1]", ["k1"]),
        ("[Source: k1, source: z9]", ["k1", "z9"]),
        ("[k1, k1]", ["k1"]),
    ],
)
def test_a_marker_is_understood_however_it_is_written(marker: str, ids: list[str]) -> None:
    for text in (f"Rice costs 52 pesos {marker}.", f"Rice costs 52 pesos{marker}."):
        pieces, dropped = read(text)
        assert "".join(piece for piece in pieces if isinstance(piece, str)) == "Rice costs 52 pesos."
        assert [one for piece in pieces if isinstance(piece, Mark) for one in piece.ids] == ids
        assert dropped == 0


@pytest.mark.parametrize("marker", ["[x7]", "[3]", "[1, 2]", "【7†source】", "[k2, b44]"])
def test_a_marker_that_names_nothing_given_is_dropped_and_counted(marker: str) -> None:
    pieces, dropped = read(f"It is so {marker}. And so on.")
    assert pieces == ["It is so. And so on."]
    assert dropped == len(marker.split(","))


def test_of_known_and_unknown_the_known_stay() -> None:
    assert read("It is so [k1, x7].") == (["It is so", Mark(("k1",)), "."], 1)


@pytest.mark.parametrize(
    "text",
    [
        "He said [sic] so.",
        "It rose [the price, that is].",
        "Look at `a[k1]` there.",
        "Look at ``a `b` [k1]`` there.",
        "So:\n```python\nprint(a[k1])\n```\nDone.",
        "In [2026] it rose.",
        "An open [ bracket\nand more.",
        "[" + "long " * 30 + "]",
        "A tick ` alone.",
        "(k1) in round ones.",
        "a ] b",
    ],
)
def test_what_is_no_marker_stays(text: str) -> None:
    assert read(text) == ([text], 0)


def test_a_tick_that_opens_nothing_hides_no_marker() -> None:
    assert read("It`s so [k1].\nAnd so [z9].") == (["It`s so", Mark(("k1",)), ".\nAnd so", Mark(("z9",)), "."], 0)


def test_brackets_around_a_marker_hide_it_as_little() -> None:
    assert read("So [see also [k1]] it is.") == (["So [see also", Mark(("k1",)), "] it is."], 0)


def test_after_a_block_of_code_markers_are_read_again() -> None:
    assert read("```\na[k1]\n```\nSo [k1]") == (["```\na[k1]\n```\nSo", Mark(("k1",))], 0)


@pytest.mark.parametrize("half", ["[", "[k", "[k1", "[k1,", "[k1, z", "【m4", "[^", "[[k1]"])
def test_half_a_marker_at_the_end_is_dropped(half: str) -> None:
    pieces, _ = read(f"Rice costs 52 pesos {half}")
    assert "".join(piece for piece in pieces if isinstance(piece, str)) == "Rice costs 52 pesos"


def test_space_goes_with_the_marker_and_words_stay_apart() -> None:
    assert read("one [k1] two")[0] == ["one", Mark(("k1",)), " two"]
    assert read("one [k1]two")[0] == ["one", Mark(("k1",)), " two"]
    assert read("one [k1], two")[0] == ["one", Mark(("k1",)), ", two"]
    assert read("One.\n[k1] Two.")[0] == ["One.\n", Mark(("k1",)), " Two."]


def test_invisible_characters_are_dropped() -> None:
    assert read("Ri\u202ece\u200b \U000e0041costs\ud800 [k\u200b1]")[0] == ["Rice costs", Mark(("k1",))]


@given(TEXTS, st.data())
def test_how_a_text_is_cut_makes_no_difference(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert read(*parts) == read(text)
    assert read(*text) == read(text)


@given(TEXTS)
def test_nothing_but_markers_and_the_space_before_them_is_lost(text: str) -> None:
    kept = "".join(piece for piece in read(text)[0] if isinstance(piece, str))
    left = iter(text)
    assert all(character in left for character in kept if character != " ")


@given(
    st.lists(st.sampled_from(["[k1]", "[k1, z9]", "【m42】", "[^k1]", "word", " ", ".", "\n"]), max_size=12), st.data()
)
def test_no_part_of_a_marker_is_ever_shown(segments: list[str], data: st.DataObject) -> None:
    text = "".join(segments)
    markers = MarkerParser(KNOWN)
    at = 0
    while at < len(text):
        size = data.draw(st.integers(1, 5))
        for piece in markers.feed(text[at : at + size]):
            assert not isinstance(piece, str) or not set(piece) & set("[]【】^0123456789")
        at += size
