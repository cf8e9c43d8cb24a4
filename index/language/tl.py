"""Filipino."""

from index.language.cldr import decimal_sign, months, weekdays
from index.language.language import Asking, Calendar, Language, Naming, Numbers, Polarity, Words, words

LANGUAGE = Language(
    code="tl",
    words=Words(
        stop=words(
            """
            ang ng mga sa si ni kay na at ay ba ano sino kailan saan bakit paano magkano ilan alin ito iyon siya
            sila kung para may mayroon hindi ko mo niya nila namin natin nang pa din rin lang po sina nina kina
            kanila kaniya
            """
        ),
        cues=words("anong aling ilang saang nito niyon gaano naman ngayon"),
        asking=words(
            """
            sino sino-sino ano ano-ano anong kailan saan saang nasaan bakit paano magkano ilan ilang alin aling
            gaano
            """
        ),
        articles=words("ang si ng ni"),
    ),
    calendar=Calendar(
        months=months(
            "fil", "enero pebrero marso abril mayo hunyo hulyo agosto septyembre oktubre nobyembre disyembre"
        ),
        weekdays=weekdays("fil"),
    ),
    numbers=Numbers(
        decimal=decimal_sign("fil"),
        numerals={},
    ),
    polarity=Polarity(
        negations=words(""),
    ),
    naming=Naming(
        titles=words(""),
    ),
    asking=Asking(
        pronouns=words(""),
    ),
)
