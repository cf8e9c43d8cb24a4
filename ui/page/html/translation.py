"""A quote in the reader's language, as HTML: the button that asks for it, and what came of it. The quote stays."""

from rag.answer import Citation
from rag.write.translation import Translation
from ui.page.html.markup import Html, button, element
from ui.page.html.model_form import in_form_words


def render_offer(number: int) -> Html:
    """Render the button that has a quote translated; it is only seen while a model is chosen."""
    return element("p", _button(number, "Translate"), class_="gloss offer")


def render_translating(model: str) -> Html:
    """Render that a quote is being translated."""
    return element("p", "Translating with ", element("bdi", model), " …", class_="gloss", dir="ltr")


def render_translation(translation: Translation) -> Html:
    """Render a translation, which is no evidence, and says so."""
    words = element("span", translation.text, class_="gloss-words", lang=translation.language, dir="auto")
    made = element(
        "span", "Machine translation by ", element("bdi", translation.model), ", not checked", class_="gloss-made"
    )
    return element("div", words, made, class_="gloss", dir="ltr")


def render_failed_translation(number: int, fault: str) -> Html:
    """Render why there is no translation, and the button again."""
    reason = element("span", in_form_words(fault), " ", class_="error")
    return element("p", reason, _button(number, "Try again"), class_="gloss", role="alert", dir="ltr")


def render_evidence(citation: Citation) -> Html:
    """Render the words of another language that a sentence rests on, where the sentence itself is a model's."""
    return element("p", f"“{citation.quote.strip()}”", class_="evidence", lang=citation.language, dir="auto")


def _button(number: int, label: str) -> Html:
    return button(label, "quiet", data_gloss=str(number), aria_label=f"{label}: quote {number}")
