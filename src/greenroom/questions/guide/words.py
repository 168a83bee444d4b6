"""What a sentence of a guide does: ask, advise, say why, or tell of one's own work."""

from __future__ import annotations

import re

from greenroom.questions.guide.phrases import any_of, compiled, whole_words, words

_ASKS = compiled(
    words(
        "how what what's why when which where who whom whose can could would will have has had do does did "
        "are is was were should if suppose imagine assume given consider say let's describe explain tell walk "
        "talk discuss give share write design compare contrast define implement list name provide create "
        "calculate compute estimate find outline distinguish differentiate elaborate illustrate summari[sz]e "
        "state identify build solve prove derive analy[sz]e develop evaluate introduce show demonstrate "
        "recall please draw sketch propose predict convert select optimi[sz]e count determine detail describe "
        "justify rate sell pitch mention reverse sort generate construct interpret debug refactor plan "
        "prioriti[sz]e present"
    )
    + r"\b",
    "(?:in (?:what|which)|think of|you (?:have|are|need|notice|find)|you're) ",
)
_INTERROGATIVE = compiled(
    words(
        "how what what's why when which where who whom whose can could would will have has do does did are is was "
        "were should"
    )
    + r"\b"
)
_DID = (
    r"(?:(?:have|had|['’]ve)(?: (?:ever|personally|recently|previously))? \w+|\w+ed|"
    + words(
        "had led built made took gave ran wrote went found saw told spoke fought lost won taught learnt kept left "
        "met dealt held chose broke brought bought sold set put felt knew grew drove were was did got became began "
        "sent spent stood overcame came fell"
    )
    + r")\b"
)
_A_TIME = any_of(
    r"\b(?:a|the last|the first) time\b(?! (?:complexity|series|limit))|\ban occasion\b",
    r"\ban? (?:[\w-]+ ){0,3}"
    + words(
        "conflict mistake failure achievement accomplishment moment disagreement success setback incident "
        "criticism feedback regret collaboration argument negotiation"
    )
    + r"\b(?! (?:matrix|rate|mode|function|resolution|budget))",
    r"\b(?:an?|the) (?:[\w-]+ ){0,3}[\w-]+(?: (?:of|for|in|from) (?:[\w-]+ ){1,4})? ?"
    r"(?:(?:that|when|where|which|in which|on which|whom?) )?"
    rf"(?<!\w)(?:you|your team)(?: (?:ever|personally))? ?{_DID}",
    r"\ban? (?:[\w-]+ ){0,3}(?:project|challenge|lesson|study|experience|campaign|decision|occasion|team|job)s? "
    r"(?:that|which|where|when) (?:went|was|were|did|had|taught|changed|failed|made|\w+ed)\b",
    r"\ban? (?:challenging|difficult|complex|recent|past|successful|failed|hard|tough|stressful|memorable|proud|"
    r"interesting) (?:[\w-]+ )?(?:situation|project|problem|experience|decision|customer|client|patient|colleague|"
    r"challenge|person|case)\b",
    r"\byour (?:[\w-]+ ){0,2}"
    + words(
        "experience background projects? career resume résumé cv achievements? accomplishments? weakness failures? "
        "journey path history portfolio decision mistake work"
    )
    + r"\b",
    r"\byourself\b",
    r"\bwent (?:wrong|badly|well)\b",
    rf"\b(?:how|when|which|where|that) you ?{_DID}",
)
_TELL = any_of(
    words("describe share give recall provide explain discuss"),
    "tell (?:me|us)",
    "think of",
    "talk (?:me |us )?(?:about|through)",
    "walk (?:me|us) through",
    "what (?:is|was)",
    "have you",
    "(?:can|could) you",
)
_EXPERIENCE = (
    compiled(rf"\b{_TELL}\b.{{0,60}}?{_A_TIME}"),
    compiled(
        r"^(?:can you |could you |please )*"
        r"(?:tell (?:me|us) about|share an?|describe (?:your|the (?:most|last)))\b",
        r"^have you (?:ever|worked|used|had|built|led|managed|been|dealt)\b",
        r"\b(?:what|when|how|why|where|which|who)\b.{0,60}\b(?:did|were|have) you\b(?! (?:expect|think))",
        r"\bwhy (?:do|did|should|are|would) (?:you|we) (?:want|hire|choose|leave|leaving|interested|like|"
        r"apply)\b",
        r"\bwhy (?:this|our) (?:company|role|job|team|school|hospital|industry|field|profession)\b",
        r"\bwhy (?:are you|do you want)\b",
        r"^why (?:us|here|(?-i:[A-Z])[\w'’&.-]*(?: (?-i:[A-Z&])[\w'’&.-]*)*)\?$",
        r"\byour (?:greatest|biggest|proudest|strengths?|weakness(?:es)?|long-term|career goals?|last|previous|"
        r"current (?:role|job|position|team|employer))\b",
        r"\byou proudest\b|\bexperience (?:do|did) you have\b|\bsay about you\b|\bsalary expectations?\b",
        r"\bquestions (?:do you have )?for (?:us|me)\b|\bare you (?:comfortable|willing|open|able)\b",
        r"\bwhat (?:motivates|drives|interests|excites|attracts|frustrates|makes) you\b",
        r"\bwhat are you (?:most )?(?:proud|looking|passionate|reading|learning)\b",
        r"\bwhat do you (?:like|enjoy|value|expect|know about us)\b",
        r"\bwhere do you see yourself\b",
        r"\bhow (?:do|did|have|would) you (?:\w+ly )?"
        + words(
            "handle deal cope manage prioriti[sz]e resolve stay keep work react respond balance motivate "
            "collaborate"
        )
        + r"\b.*\b"
        + words(
            "conflicts? pressure stress deadlines? colleagues? teams? teammates? stakeholders? feedback "
            "criticism people disagreements? tasks? workload time priorities managers? boss customers? "
            "organi[sz]ed up-to-date up others change changes ambiguity failures? setbacks?"
        )
        + r"\b",
    ),
)
_BEHAVIOURAL = whole_words(
    "behaviou?ral",
    "situational",
    "leadership",
    "cultur(?:e|al)(?: fit)?",
    "hr",
    "motivation",
    "personal",
    "teamwork",
    "soft[- ]skills?",
    "human resources",
    "interpersonal",
    "about you",
)

_SMALL_WORDS = {"and", "of", "the", "for", "in", "on", "to", "a", "an", "vs", "with", "or", "at", "your"}


def asks(text: str) -> bool:
    """Whether `text` reads as a question or a task put to somebody."""
    bare = text.strip("\"'“”‘’„«»`* ").replace("’", "'")
    return bool(_ASKS.match(bare)) or re.search(r"\?(?:[\"'”’)\s]*$|\s)", text) is not None


def expects_question_mark(text: str) -> bool:
    """Whether a sentence that begins so ends with “?”, as “How …” does and “Describe …” does not."""
    return _INTERROGATIVE.match(text) is not None


def asks_for_experience(prompt: str, topic: str = "") -> bool:
    """Whether an answer is a story of one's own (“Describe a time …”) rather than an explanation."""
    told = prompt.replace("’", "'")
    return any(pattern.search(told) for pattern in _EXPERIENCE) or _BEHAVIOURAL.search(topic) is not None


_ROUND = whole_words(
    words(
        "assessments? interviews? screen screening rounds? calls? on-?site panel phone tests? tasks? "
        "challenge presentation offer discussion stage application hr recruiter take-home assignment exercise "
        "meeting conversations? reference references negotiation evaluation submission exam quiz loop chat "
        "review visit day"
    )
)


def names_a_round(text: str) -> bool:
    """Whether a heading can be the name of one stage of an interview process."""
    return _ROUND.search(text) is not None and len(text.split()) <= 10 and text[-1:] not in ".?!,;"


_WHY = whole_words(
    "this (?:question|one|is (?:asked|used|an?)|problem|tests?|assesses|evaluates|helps|shows)",
    "it(?:'s| is) (?:asked|a question)",
    "interviewers?",
    "they(?:'re|'ll)?",
    "the (?:question|goal|aim|hiring manager|company|team|panel)",
    "employers?",
    "recruiters?",
    "(?:tests?|assess(?:es)?|evaluates?|checks?|gauges?|probes?|measures?|shows|reveals|explores) "
    "(?:your|how|whether|if|the|for|an?|that)",
)
_ADVICE = compiled(
    words(
        "be begin start discuss explain mention use describe highlight focus talk emphasi[sz]e outline "
        "provide choose pick show demonstrate share give define keep avoid structure remember prepare say "
        "name walk state frame think try compare clarify draw tell illustrate detail stress address set cover "
        "list acknowledge ask speak"
    )
    + r"\b",
    r"(?:make sure|don't|do not|when answering|to answer|(?:in )?your answer|you (?:should|can|could)|lead with|"
    r"open with)\b",
)


def tells_why(text: str) -> bool:
    """Whether a paragraph speaks of why a question is asked."""
    return _WHY.search(text[:160].replace("’", "'")) is not None


def begins_with_why(text: str) -> bool:
    """Whether a paragraph begins with why a question is asked: “This question shows …”, “It tests …”."""
    found = _WHY.search(text.replace("’", "'"))
    return found is not None and len(text[: found.start()].split()) <= 1


def advises(text: str) -> bool:
    """Whether a paragraph begins as advice does: “Start with …”, “Mention …”."""
    return _ADVICE.match(text.replace("’", "'")) is not None


def in_own_voice(text: str) -> bool:
    """Whether one person speaks of themselves, as in an answer; “we” may be a company that is hiring."""
    return re.search(r"\b(?:I|I['’](?:m|d|ve|ll)|[Mm]y|[Mm]e)\b", text) is not None


def in_first_person(text: str) -> bool:
    """Whether somebody speaks of what they did."""
    return re.search(r"\b(?:I|I['’](?:m|d|ve|ll)|[Mm]y|[Mm]e|[Ww]e|[Oo]ur)\b", text) is not None


def in_title_case(text: str) -> bool:
    """Whether every word that counts begins with a capital letter."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if word.lower() not in _SMALL_WORDS]
    return bool(words) and all(word[0].isupper() for word in words)
