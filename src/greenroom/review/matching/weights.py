"""How much a word tells: nothing for the grammar of a sentence, little for everyday words, most for rare ones."""

from __future__ import annotations

from greenroom.review.matching.stems import stem

GRAMMAR = 0.0
EVERYDAY = 0.4
LETTER = 0.6
"""The p of a p-value, the k of k-means."""
RARE = 1.0


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GRAMMAR = _words(
    """
    0 1 a about above across after again against all along also am among an and any anybody anyone anything
    are aren around as at be because been before behind being below between beyond both but by can could did
    didn do does doesn doing don done down each either else even ever every everybody everyone everything few
    for from get gets getting give given gives go goes going got had has have having he her here him his how
    however i in into is isn it its itself just kind let like lot many may me might more most much must my
    myself neither never no nobody none nor not nothing now of off often on once one only onto or other
    otherwise our out over own per perhaps please quite rather really right same say says shall she should
    since so some somebody someone something sort still such than that the their them then there these they
    thing things this those though through thus to together too toward towards until up upon us very was wasn
    way ways we well were what when whenever where whether which while who whole whom whose will with within
    without would yes yet you your
    """
)
EMPTY = _words(
    """
    a am an and are as at be been being by can could did do does doing done for from get gets getting give given
    gives go goes going got had has have having he her him his i if in into is it its itself just let may
    me might must my of on or our quite rather really shall she should so some still such than that the their
    them then there these they this those to up us very was way we well were what when where which while who
    will with would yet you your
    """
)
"""The grammar that everybody puts otherwise; the rest of it ("between", "never", "one by one") says something."""

_EVERYDAY = frozenset(
    stem(word)
    for word in _words("""
    10 2 3 4 5 able actual add algorithm answer apply approach ask assess average back bad base become begin
    best better big bring build call care case cause certain change check choose clear come common company
    compare complete computer consider contain correct cost count create customer data dataset day deal decide
    define depend describe design detail develop difference different difficult document early easy effect end
    engineer ensure especially example exist expect explain fact far fast feature feel fewer figure fill final
    find first fit fix follow form full function general give good great group grow handle happen hard help
    high hold idea if important improve include increase information input interview item job keep know
    knowledge large larger last later lead learn least leave less level line list little live long look low
    machine main make manage matter mean measure method metric mind model month move name need new next nice
    number object observe occur old open option order output page part pass past people perform person pick
    piece place plan point poor possible practice prefer prepare present pretty problem process produce
    product production program project provide put question quick random range reach read ready real reason
    reduce relate rely remember report require result return run sample scale score second see seem select
    send separate set several share show side similar simple simply single size slow small solve special
    specific stand start state step stop study success suggest support sure system table take talk task team
    technique tell term test theory think time today together tool top total train training true trust try
    turn type under understand use useful user usual value various wait walk want watch week while why wide
    word work world worse worst write wrong year
    """)
)


def weight(raw: str, key: str) -> float:
    """What a word tells in general: `raw` as it was said, `key` its stem."""
    if raw in _GRAMMAR:
        return GRAMMAR
    if key in _EVERYDAY:
        return EVERYDAY
    return LETTER if len(key) == 1 else RARE
