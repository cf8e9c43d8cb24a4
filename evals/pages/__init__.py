"""How well pages are read: body, title, publisher, date, language, sentences, beside what people expect of them."""
