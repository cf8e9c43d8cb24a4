"""Filipino."""

from index.language.cldr import decimal_sign, months, short_months, short_weekdays, weekdays
from index.language.language import Asking, Calendar, Language, Naming, Numbers, Polarity, Words, forms, units, words

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
        months=months("fil", "- - - - - - - - Septyembre - - -"),
        short_months=short_months("fil"),
        weekdays=weekdays("fil", "- - Miyerkoles - - - -"),
        short_weekdays=short_weekdays("fil"),
        doubtful=words("mayo linggo"),
        telling=words("kahapon bukas ngayon ngayong nakaraang sinundang naunang susunod"),
        seasons=(("tagsibol",), ("tag-init", "tag-araw"), ("taglagas",), ("taglamig",)),
        units=units("araw linggo buwan taon kuwarter dekada siglo"),
        plurals=units("araw linggong buwang taong|anyos kuwarter dekadang siglong"),
        numbers=forms("isang dalawang tatlong apat_na|apat limang anim_na|anim pitong walong siyam_na|siyam sampung"),
        before_day="ika-",
        of="ng",
        years_from="mula",
        years_to="hanggang|at",
        decades=("dekada(?: ng| nang)? {decade}", "dekada(?: ng)? [’']{short}"),
        within="noong|nitong|nang",
        cues="ngayong|taong|taon|sa|ng|mula|hanggang|bago|at",
        amounts="porsiyento|[mbt]r?ily?on|tao|katao|dolyar|piso",
        edges="simula|mula|bago|pagkatapos|hanggang",
        fillers="ang|ng|noong|sa|pa",
        steps={
            -1: ("(?:noong |nitong )?(?:nakaraang|nagdaang) {unit}", "noong isang {unit}"),
            0: ("(?:ngayong|nitong) {unit}", "{plural} ito"),
            1: ("(?:sa )?(?:susunod|darating) na {unit}",),
        },
        loose_steps={
            -1: (
                "(?:nakaraang|sinundang|naunang|nagdaang) {units}",
                "{units} (?:na )?ang (?:nakalipas|nakalilipas|nakararaan|nakaraan)",
            ),
            0: ("(?:ngayong|kasalukuyang) {units}",),
            1: ("(?:susunod|darating) na {units}", "{units} (?:makalipas|pagkatapos)"),
        },
        unsure=(
            "(?:sa|mga) nakaraang {unit}",
            "mga (?:nagdaang|(?:susunod|darating) na) {unit}",
            "nakaraang {month}",
        ),
        ago=("{number} {units} na ang (?:nakalipas|nakararaan|nakaraan|nakalilipas)",),
        rounding="mga|mahigit|halos|higit(?: sa)?",
        days={
            -2: ("kamakalawa",),
            -1: ("kahapon", "kagabi"),
            0: (
                "ngayong (?:araw|umaga|tanghali|hapon|gabi)",
                "kaninang (?:umaga|tanghali|hapon)",
                "mamayang (?:hapon|gabi)",
            ),
            1: ("bukas ng (?:umaga|tanghali|hapon|gabi)",),
            2: ("sa makalawa",),
        },
        weekday_last=("noong nakaraang {weekday}",),
        weekday_next=("sa susunod na {weekday}",),
        weekday_coming=("sa(?: darating na)? {weekday}",),
        weekday_past=("(?:noong|nitong) {weekday}",),
        other_week="at Linggo",
        month_past=("(?:noong|nitong) {month}",),
        ahead="isasagawa|gaganapin|nakatakda",
        also=("en",),
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
