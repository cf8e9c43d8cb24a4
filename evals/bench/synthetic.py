"""Synthetic news: articles of our own making in any number, and vectors for more than are worth embedding.

What is made depends on its number only, so every run on every machine measures the same library.
"""

import random
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from index.article import Draft
from index.embed.embedder import Embedder, Embeddings

PASSAGES_AN_ARTICLE = 8  # as in a news story of some length
SENTENCES_A_PASSAGE = 3
QUESTIONS = (
    "How many passengers did the ferry operator in Cebu carry in March 2019?",
    "Who runs the volcano observatory in Baguio?",
    "When did the central bank refinance loans in Jakarta?",
    "Why was rice from Iloilo stored?",
    "What did Nadia Montera say about vaccine doses?",
    "How many petitions were dismissed after a judge ordered a recount?",
    "Magkano ang ginastos ng kooperatiba ng bigas sa Davao?",
    "Which chip maker recalled processors after a patent expired?",
    "How much nickel was shipped from Palawan after the export ban was lifted?",
    "Did the football club in Porto fine its coach?",
    "What is the capital of France?",
    "Who composed the overture that the orchestra society lost in the flood?",
)
_ANCHORS = 128
_STRAY = 0.3  # how far a synthetic vector strays from where its anchors put it


def _words(lines: str) -> list[list[str]]:
    return [line.split(", ") for line in lines.strip().splitlines()]


# A line is a topic; every topic has its own actors, deeds, measures and reasons.
_ACTORS = _words(
    """ferry operator, port authority, shipping line, coast guard station
rice cooperative, irrigation district, sugar mill, farmers federation
central bank, lending union, insurance group, securities commission
chip maker, robotics laboratory, software house, cable company
provincial hospital, vaccine institute, nursing board, health ministry
football club, athletics federation, stadium trust, basketball league
city council, electoral tribunal, audit office, regional parliament
solar developer, power utility, coal terminal, grid regulator
film studio, museum foundation, book publisher, orchestra society
weather bureau, fire brigade, rescue agency, volcano observatory
teachers college, student union, school inspectorate, scholarship fund
mining company, nickel refinery, timber exporter, fishing fleet"""
)
_DEEDS = _words(
    """carried, delayed, rerouted, insured
harvested, stored, milled, exported
lent, withheld, audited, refinanced
assembled, recalled, licensed, tested
treated, vaccinated, examined, discharged
seated, fined, signed, trained
counted, approved, dismissed, postponed
generated, metered, curtailed, connected
restored, catalogued, screened, printed
evacuated, mapped, sheltered, warned
enrolled, graded, graduated, tutored
shipped, smelted, surveyed, landed"""
)
_MEASURES = _words(
    """passengers, containers, crossings, tonnes of mail
sacks of rice, hectares, truckloads of cane, water pumps
million pesos, small loans, deposit accounts, insurance claims
processors, warehouse robots, network licences, broken sensors
patients, vaccine doses, maternity beds, ambulance calls
spectators, season tickets, young players, penalty points
ballots, building permits, spending bills, petitions
megawatts, rooftop panels, household meters, barges of coal
canvases, film reels, hardback copies, concert tickets
families, emergency calls, square kilometres, tents
pupils, classrooms, bursaries, exam papers
tonnes of ore, nickel plates, logs, crates of tuna"""
)
_REASONS = _words(
    """a storm closed the strait, the new terminal opened early, fuel became dearer, an engine had failed
the dry season ended late, a dam was repaired, fertiliser prices fell, locusts reached the valley
interest rates were cut, a rival collapsed, auditors found an error, exporters asked for credit
a supplier in Taiwan stopped deliveries, a patent expired, engineers rewrote the firmware, demand doubled
measles returned, two wards were rebuilt, nurses went on strike, a donor paid for a laboratory
the coach resigned, the roof leaked, a sponsor withdrew, the season was extended
a judge ordered a recount, the mayor fell ill, residents objected, an old law lapsed
the monsoon came early, a transformer burned, a tariff was abolished, a pipeline was finished
a collector died, the archive was flooded, a festival was moved, a translation won a prize
ash fell on three towns, a river rose overnight, a forest burned, a warning system was replaced
the curriculum changed, a roof collapsed, teachers were hired, a village lost its school
an export ban was lifted, the price of metal halved, a licence was revoked, divers found a wreck"""
)
_PLACES = """Bohol Cebu Davao Iloilo Manila Palawan Leyte Samar Baguio Batangas Hanoi Hue Jakarta Medan Surabaya Penang
Malacca Bangkok Phuket Yangon Dhaka Colombo Chennai Kochi Pune Karachi Lahore Muscat Aden Mombasa Durban Lagos
Accra Dakar Casablanca Tunis Valencia Porto Bilbao Nantes Ghent Aarhus Bergen Turku Riga Gdansk Brno Graz Split Patras
Varna Izmir Tbilisi Tashkent Almaty Sapporo Busan Osaka Perth""".split()
_FIRST_NAMES = """Ana Ben Carla Dario Elena Femi Grace Hugo Ines Jun Karim Lena Marco Nadia Omar Paz Quentin Rosa
Samir Tala Umberto Vera Wei Ximena Yusuf Zora Amihan Bayani Dalisay Ligaya""".split()
_SURNAME_STARTS = (
    "Al Bel Cor Dam Es Fal Gar Hal Il Jan Kar Lin Mon Nav Ol Per Quin Ros Sal Tor Um Val Wen Xav Yil Zam".split()
)
_SURNAME_ENDS = (
    "ada ano aro ates edo enko era eros eyes iani ides igna ikov ilo inga ista ito olan osa oudi ski son umo".split()
)
_CHANGES = ("a third more", "a fifth less", "twice as many", "slightly fewer")
_MONTHS = "January February March April May June July August September October November December".split()
_SAYINGS = (
    "The {actor} of {place} {deed} {figure} {measure} in {month} {year}, {change} than in the year before, because "
    "{reason}.",
    "{name}, who leads the {actor} in {place}, told reporters on {day} {month} that {figure} {measure} were {deed} "
    "after {reason}.",
    "According to the {actor} in {place}, about {percent} percent of all {measure} had been {deed} by {month} {year}, "
    "and {name} expects more.",
    "When {reason}, the {actor} agreed with {name} to spend {figure} dollars, so that {measure} need not be {deed} in "
    "{place} again.",
    "Neither the {actor} nor {name} would say how many {measure} were {deed}, but papers seen in {place} say {figure}.",
)


def articles(passages: int) -> Iterator[Draft]:
    """Yield articles of eight paragraphs, the last one shorter, until there are so many paragraphs."""
    for number, at in enumerate(range(0, passages, PASSAGES_AN_ARTICLE)):
        chance = random.Random(number)  # noqa: S311  # no secret
        topic = chance.randrange(len(_ACTORS))
        title = _fill("{place}: {figure} {measure}", chance, topic)
        paragraphs = [_paragraph(chance, topic) for _ in range(min(PASSAGES_AN_ARTICLE, passages - at))]
        yield Draft(
            f"synthetic/{number}",
            "\n\n".join(paragraphs),
            markup="clean",
            title=title,
            publisher=_publisher(number),
            published=date(2000, 1, 1) + timedelta(days=number),
            language="es" if number % 20 == 7 else "en",  # of so few, for filters; what they say is English
        )


def _publisher(number: int) -> str:
    if number % 2:
        return "Evening Ledger"
    return "Harbour Gazette" if number % 100 == 4 else "Morning Courier"


class SyntheticVectors:
    """Unit vectors that lie to each other about as real ones do, at a thousandth of the cost.

    Each is two real sentences' vectors put together, and some noise. Vectors at random would all be
    equally far from each other, which no text is, and which is the hardest there is for an index.
    """

    def __init__(self, embedder: Embedder) -> None:
        sentences = [line for draft in articles(_ANCHORS) for line in draft.text.replace("\n\n", " ").split(". ")]
        self._anchors = embedder.embed_passages(sentences[:_ANCHORS])
        self._centre = self._anchors.mean(axis=0)

    def __call__(self, texts: Sequence[str]) -> Embeddings:
        """Return the vectors of `texts`; shape (len(texts), dimension), the same for the same text."""
        vectors = np.stack([self._vector(text) for text in texts])
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    def _vector(self, text: str) -> Embeddings:
        chance = np.random.default_rng(zlib.crc32(text.encode()))
        one, other = self._anchors[chance.integers(len(self._anchors), size=2)]
        noise = chance.standard_normal(len(one), dtype=np.float32)
        return np.asarray(one + other - self._centre + noise * (_STRAY / np.linalg.norm(noise)))


def _paragraph(chance: random.Random, topic: int) -> str:
    return " ".join(_fill(saying, chance, topic) for saying in chance.sample(_SAYINGS, SENTENCES_A_PASSAGE))


def _fill(saying: str, chance: random.Random, topic: int) -> str:
    return saying.format(
        actor=chance.choice(_ACTORS[topic]),
        deed=chance.choice(_DEEDS[topic]),
        measure=chance.choice(_MEASURES[topic]),
        reason=chance.choice(_REASONS[topic]),
        place=chance.choice(_PLACES),
        name=f"{chance.choice(_FIRST_NAMES)} {chance.choice(_SURNAME_STARTS)}{chance.choice(_SURNAME_ENDS)}",
        figure=f"{chance.randint(1_000, 99_999):,}",
        percent=chance.randint(3, 97),
        change=chance.choice(_CHANGES),
        day=chance.randint(1, 28),
        month=chance.choice(_MONTHS),
        year=chance.randint(1998, 2025),
    )
