"""What a filter costs: the same questions with it and without, alternately, as a ratio for each filter."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from time import perf_counter

import numpy as np

from index.library import Library
from index.store.filters import Filters

Act = Callable[[str, Filters | None], object]
_FEW = 3  # articles that are chosen by name


def sample_filters(library: Library) -> dict[str, Filters]:
    """Return filters by what they let through of a synthetic library: nearly all of it, half, few, here and there."""
    articles = sorted(library.catalog.articles(), key=lambda one: str(one.published))
    days = [one.published for one in articles]
    middle = len(articles) // 2
    chosen = frozenset(one.id for one in articles[middle : middle + _FEW])
    return {
        "language, nearly all": Filters(language="en"),
        "publisher, half": Filters(publisher="Evening Ledger"),
        "publisher, few": Filters(publisher="Harbour Gazette"),
        "the older half": Filters(before=days[middle]),
        "the last days": Filters(after=days[-max(1, len(days) // 50)]),
        "chosen articles": Filters(articles=chosen),
        "all but few": Filters(without=chosen),
    }


def compare(act: Act, questions: Sequence[str], filters: Mapping[str, Filters], rounds: int) -> dict[str, float]:
    """Return, by filter, the median time of a filtered act to that of an unfiltered one; each is warm."""
    ratios: dict[str, float] = {}
    for name, chosen in filters.items():
        for question in questions:
            act(question, chosen)
        times: dict[bool, list[float]] = {True: [], False: []}
        for _, question, filtered in product(range(rounds), questions, (False, True)):
            started = perf_counter()
            act(question, chosen if filtered else None)
            times[filtered].append(perf_counter() - started)
        ratios[name] = round(float(np.median(times[True]) / np.median(times[False])), 2)
    return ratios
