"""Page furniture goes as a whole line; an article's own words stay."""

import pytest

from index.tidy.boilerplate import cut_tail, drop_counters, is_boilerplate

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
HomeNewsMarketsSportsMore
Buy teaMarketsTradeKettlesEarnMore
Updated: January 16, 2026 5:40 p.m.
Last updated: 16:20
Tags: tea, kettles
Loading...
* * *
Anzeige
Publicidad
Publicité
Iklan
Реклама
广告
إعلان
Order Reprints
Lire aussi
Lire aussi : Le port gèle encore
Baca: Pelabuhan membeku lagi
Baca juga:
Baca Juga: Mengapa pelabuhan membeku?
Mehr zum Thema
Lesen Sie auch: Hafen friert zu
Lea también
Lea también: El puerto se congela
Leia também › O porto congela
Basahin: Nagyelo ang daungan
Читайте также: Порт замёрз
Xem thêm: Cảng đóng băng
相关阅读：港口结冰
あわせて読みたい
اقرأ أيضاً: الميناء يتجمد
Leggi anche | Il porto gela
Download our app now
Join our Telegram channel.
Follow our WhatsApp channel for alerts
The Kettle Daily. All rights reserved.
All rights reserved © 2026 Kettle
HomeNewsMarketsSports
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
Download speeds fell 12 percent across Velmora today.
Download our figures today, the ministry told reporters.
Get vaccinated now, the health minister told parents.
Get out now.
Join the queue before noon today.
Storms closed the harbour for two days. Join the queue before noon today, officials told 4,300 travellers.
Sign up by Monday, the ferry office told its 300 crew, who have asked for better pay in our newsletter.
Subscribe to peace, the mayor told the town today.
Storms closed the harbour of Velmora for two long days. Subscribe to our newsletter.
The words 'all rights reserved' have no legal force in Velmora, the court wrote.
A notice of “all rights reserved” is no longer needed, the judge said.
The court held that all rights reserved by the old treaty remain.
YouTube, TikTok, LinkedIn and PayPal fined.
YouTube, TikTok, LinkedIn, PayPal sued
The picture was licensed via Shutterstock.
The photographer sold it (Getty Images) in 2010.
Anzeige gegen Bürgermeister erstattet
Anzeigen gingen zurück.
Publicidad engañosa: multan a una empresa.
Baca buku lebih banyak, kata menteri.
Basahin ang batas, ani ng hukom.
Lea también los libros viejos, dijo la maestra.
Lire aussi les vieux livres, dit la maîtresse.
Lesen Sie auch das Kleingedruckte, riet der Anwalt.
| 45 | 30% |
| 2024 | 3,100 |
45
30%
$7.50
Credit: The bank lent 3 million to the town, the mayor said.
© symbol is no longer needed, court rules
Copyright 2026: what changes for artists
All rights reserved for the poor, the bishop said.
Updated: 4,300 passengers a day now
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


PROSE = "The harbour of the old town froze over on Tuesday for the first time in forty years."


def test_a_number_over_or_under_the_text_is_a_counter_and_one_inside_it_is_not() -> None:
    lines = ["Harbour freezes", "1,204", "12K", PROSE, "Boats", "45", "3,100", PROSE, "0", "0"]
    assert drop_counters(lines) == ["Harbour freezes", PROSE, "Boats", "45", "3,100", PROSE]


def test_a_sentence_with_the_words_of_a_notice_cuts_nothing() -> None:
    sentence = "The words 'all rights reserved' have no legal force in Velmora, the court wrote on Tuesday."
    lines = ["One.", "Two.", sentence, PROSE]
    assert cut_tail(lines) == lines


def test_a_copyright_line_over_more_of_the_text_cuts_nothing() -> None:
    lines = [PROSE, PROSE, "© 2026 Kettle Pictures", PROSE]
    assert cut_tail(lines) == lines
    assert cut_tail([*lines, "© 2026 Kettle Daily", "About us"]) == lines


def test_everything_after_a_disclaimer_at_the_end_goes() -> None:
    lines = ["One.", "Two.", "Three.", "Four.", "Disclaimer: no advice.", "PoolX: lock your coins."]
    assert cut_tail(lines) == lines[:4]


def test_a_disclaimer_at_the_top_cuts_nothing() -> None:
    lines = ["Disclaimer: no advice.", "One.", "Two.", "Three."]
    assert cut_tail(lines) == lines


def test_a_sentence_about_copyright_at_the_end_cuts_nothing() -> None:
    lines = ["One.", "Two.", "Copyright law must change, a judge wrote.", "Four."]
    assert cut_tail(lines) == lines
