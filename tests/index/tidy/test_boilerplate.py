"""Page furniture goes as a whole line; an article's own words stay."""

import pytest

from index.tidy.boilerplate import cut_tail, is_boilerplate

FURNITURE = """
Advertisements
Advertisement
Patalastas
Show original
Ipakita ang orihinal
Exit mobile version
Site icon Daily Kettle
Key Takeaways
Contents
Read more
Read more: Kettles sell out again
Read also » Kettles
Share
Share this article
Share on Facebook
Save
Print
Follow us on X and Facebook
Listen to this article
3 min read
Comments (12)
Leave a reply
Subscribe
Subscribe now!
Newsletter
Our weekly newsletter
Sign up for our newsletter.
Miss nothing. Subscribe to The Morning Kettle today!
Basahin pa. Mag-subscribe sa aming newsletter. Walang bayad.
Photo: A worker lifts a kettle
Photo by Juan dela Cruz / Kettle News
Photo courtesy of NASA
Photo/AP
Image: Orbital Views
Larawan ni Maria Cruz
REUTERS/Lena Berg/Illustration
Mark Reyes/AP Photo
Noel Santos / AFP
A kettle on a table. (Getty Images)
Noel Santos via Getty Images
Illustration photo.
Stock image
Anh minh hoa1
© 2025 Kettle
© The Kettle Daily (www.kettle.example). All rights reserved.
Copyright 2026 The Kettle Daily
Copyright © 2026
Disclaimer: nothing here is advice.
Disclaimer
https://kettle.example/a?b=1
www.kettle.example
0
1,204
12K
HomeNewsMarketsSportsMore
Buy teaMarketsTradeKettlesEarnMore
Updated: January 16, 2026 5:40 p.m.
Last updated: 16:20
Tags: tea, kettles
Loading...
""".strip().split("\n")

WORDS_OF_AN_ARTICLE = """
Advertisement revenue fell.
Share prices fell 3%.
Share of women in parliament rises
Share on offer rises
Comments by the minister drew laughter.
Comments by the minister
Save the Children said so.
Save for one vote, the house agreed.
Contents of the treaty were published.
Print sales fell.
Print media in decline
Reuters/Ipsos poll shows a tie
A Reuters/Ipsos poll shows a tie.
Subscribers left in droves.
Subscription prices doubled.
Millions subscribe to the service.
Related charges were dropped.
Read more books, the mayor said.
Read next year's budget carefully, she said.
Updated: the minister has since resigned.
Updated: Kettle shares fell 3%.
Listen to the people, the senator said.
Follow us, the guide told them.
Tags: they cost a peso each.
Disclaimer language was cut from the bill.
Copyright law must change, a judge wrote.
(c) The third count concerns theft.
The court ruled against Getty Images.
Judge rules against Getty Images
The library was bought by Shutterstock.
The photo was sold to AFP/Relaxnews in 2010.
Images by satellite showed the damage.
Photos by the rover show water.
Image/video models improve fast.
Residents must sign up for a permit by May.
The newsletter was founded in 1990.
A newsletter raises millions
The editor's newsletter, read in forty countries, had first reported that the mine was closed.
“Our small newsletter grew,” she said.
Menu prices rose again.
He worked for Reuters.
The minister declined to comment. (Reuters)
The statement reached Tokyo via Reuters.
Email was down for an hour.
Loading docks stood empty.
Credit card debt rose to 3 billion.
Picture this.
20% or less
""".strip().split("\n")


@pytest.mark.parametrize("line", FURNITURE)
def test_page_furniture_is_told(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", WORDS_OF_AN_ARTICLE)
def test_words_of_an_article_stay(line: str) -> None:
    assert not is_boilerplate(line)


def test_a_paragraph_is_never_boilerplate_for_a_phrase_in_it() -> None:
    sentence = "The publisher, which holds all rights reserved by law, asked readers to subscribe to its paper. "
    assert not is_boilerplate(sentence * 5)


def test_everything_after_a_disclaimer_at_the_end_goes() -> None:
    lines = ["One.", "Two.", "Three.", "Four.", "Disclaimer: no advice.", "PoolX: lock your coins."]
    assert cut_tail(lines) == lines[:4]


def test_a_disclaimer_at_the_top_cuts_nothing() -> None:
    lines = ["Disclaimer: no advice.", "One.", "Two.", "Three."]
    assert cut_tail(lines) == lines


def test_a_sentence_about_copyright_at_the_end_cuts_nothing() -> None:
    lines = ["One.", "Two.", "Copyright law must change, a judge wrote.", "Four."]
    assert cut_tail(lines) == lines
