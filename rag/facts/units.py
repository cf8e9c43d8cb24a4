"""What a figure counts: signs and codes that every language writes, and how units compare."""

SIGNS = {  # and codes; of an unknown language these are all that is read
    "%": "%",
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₱": "PESO",
    "¥": "YEN",
    "₩": "WON",
    "₹": "RUPEE",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    "php": "PESO",
    "cny": "YUAN",
    "jpy": "YEN",
    "krw": "WON",
    "inr": "RUPEE",
    "idr": "RUPIAH",
    "chf": "FRANC",
    "°c": "degree",
    "°f": "degree",
    "km": "km",
    "kg": "kg",
}
_AMBIGUOUS = ({"YEN", "YUAN"}, {"RUPEE", "RUPIAH"})  # ¥ stands for either, and `rupias` do


def conflict(one: str, other: str) -> bool:
    """Tell whether two figures count different things, as far as both say what they count."""
    return bool(one and other) and one != other and {one, other} not in _AMBIGUOUS
