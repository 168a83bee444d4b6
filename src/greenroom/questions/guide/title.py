"""A guide's title, and the company and the role that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.questions.guide.lines import Block
from greenroom.questions.guide.marks import without_pictures
from greenroom.questions.guide.phrases import words
from greenroom.questions.guide.sections import section_of
from greenroom.questions.guide.words import asks, in_title_case

LONGEST_TITLE = 160
MOST_WORDS_OF_COMPANY = 3
"""Words from which a name that nothing else speaks for has a role in it that is not known as one."""
MOST_TITLES = 50
"""Lines like titles that are weighed: a page with more of them is a list of guides."""
_TITLE = re.compile(r"(?P<who>.*?)\s*\b(?:job |mock )?interview\b\s*(?P<what>.*)", re.IGNORECASE)
_SAID_OF_GUIDES = (
    r"\b(?:questions?|guide|prep(?:aration)?|answers?|q&a|experience|process|everything|need to know|"
    r"what to expect|tips|walkthrough|breakdown|explained|handbook)\b"
)
_WHAT = re.compile(rf"{_SAID_OF_GUIDES}|^$", re.IGNORECASE)
_SAYING = re.compile(rf"\s*(?:[:|(\[]|\s[–—-]\s).*{_SAID_OF_GUIDES}.*$", re.IGNORECASE)
"""What stands behind a company's name and is about the guide, as in “: everything you need to know”."""
_HOW_TO = re.compile(
    r"(?:how to )?(?:ac(?:e|ing)|crack(?:ing)?|nail(?:ing)?|pass(?:ing)?|prepar(?:e|ing)|master(?:ing)?)\b", re.I
)
_THE_COMPANY = re.compile(r"the (?!top|best|most|ultimate|complete|only|definitive|\d)", re.IGNORECASE)
"""A name that begins with “The”, unlike “The ultimate guide to …”."""
_GENERIC = re.compile(
    rf"^(?:(?:{words('the top best most common commonly frequently asked popular essential ultimate complete')}|"
    r"\d+\+?|how to|ac(?:e|ing)|crack(?:ing)?|nail(?:ing)?|"
    r"pass(?:ing)?|master(?:ing)?|prepare for|preparing for|your|an?|guide to|to)\s+)+",
    re.IGNORECASE,
)
_HEADS = (
    "engineer|scientist|analyst|manager|developer|designer|architect|consultant|administrator|specialist|intern|director|"
    "researcher|lead|officer|associate|programmer|technician|strategist|coordinator|accountant|nurse|recruiter|writer|"
    "statistician|actuary|modeler|modeller|owner|master|representative|executive|assistant|advisor|adviser|planner|"
    "chef|cook|baker|barista|bartender|waiter|cashier|clerk|receptionist|secretary|professor|lecturer|tutor|counsell?or|"
    "therapist|psychologist|pharmacist|physician|doctor|surgeon|dentist|paramedic|midwife|carer|caregiver|veterinarian|"
    "lawyer|attorney|paralegal|solicitor|banker|broker|teller|merchandiser|copywriter|journalist|photographer|producer|"
    "animator|illustrator|plumber|electrician|welder|machinist|carpenter|pilot|steward|dispatcher|inspector|surveyor|"
    "estimator|forecaster|tester|geologist|ecologist|bookkeeper|treasurer|controller|fundraiser|organi[sz]er|trainer|"
    "coach|instructor|nutritionist|dietitian|guard|firefighter|translator|interpreter|evangelist|advocate|sourcer|"
    "generalist|cfo|cto|ceo|ciso|vp|bdr|sdr|csm|worker|fellow|apprentice|trainee|superintendent|housekeeper|concierge|"
    "marketer|editor|economist|physicist|chemist|biologist|teacher|trader|underwriter|auditor|buyer|supervisor|head|"
    "partner|president|sre|swe|sdet|pm|tpm|mle|dba|agent|operator|mechanic|driver|librarian|archivist|curator|chemists?"
)
_HEAD = re.compile(rf"(?:{_HEADS})s?(?: (?:i{{1,3}}|iv|v|[1-5]))?", re.IGNORECASE)
_QUALIFIERS_LISTED = (
    "senior junior lead staff principal associate chief head vice assistant entry-level graduate mid-level sr "
    "sr. jr jr. machine learning ml ai deep data software backend back-end frontend front-end full stack "
    "full-stack fullstack mobile ios android web cloud devops site reliability security cyber cybersecurity "
    "information network systems system platform infrastructure embedded hardware firmware test qa quality "
    "assurance automation research applied computer vision nlp natural language processing analytics business "
    "intelligence bi product program project technical technology growth marketing digital content sales "
    "account customer success support operations operational supply chain logistics finance financial risk "
    "credit fraud quantitative investment portfolio human resources hr people talent ux ui user experience "
    "interface interaction graphic visual database solutions enterprise application applications big ml/ai "
    "ai/ml robotics mlops actuarial reporting insights decision process strategy strategic and & of electrical "
    "mechanical civil chemical industrial manufacturing production design field service records it e-commerce "
    "policy legal compliance regional general statistical scientific engineering development management "
    "generative genai science ops ux/ui ui/ux registered certified clinical social media brand creative art seo "
    "event events administrative purchasing procurement inventory warehouse tax audit payroll claims primary "
)
_QUALIFIERS = frozenset(_QUALIFIERS_LISTED.split())


@dataclass(frozen=True)
class Title:
    """title: as it stands there, empty if there is none. blocks: where it stands, by index."""

    title: str = ""
    company: str = ""
    role: str = ""
    blocks: frozenset[int] = frozenset()


def find_title(blocks: Sequence[Block]) -> Title:
    """The title line, wherever it stands, and company and role from it or from what the text says of them."""
    text = "\n".join(block.shown for block in blocks)
    found = [(index, who) for index, block in enumerate(blocks) if (who := _who(block)) is not None]
    found = [one for one in found[:MOST_TITLES] if _is_sure(blocks[one[0]], one[1])] or _at_the_top(blocks, found)
    top = [index for index, block in enumerate(blocks) if block.level == 1 and not block.number]
    if not found and len(top) == 1 and not section_of(blocks[top[0]].text) and not asks(blocks[top[0]].text):
        found = [(top[0], blocks[top[0]].text)]
    if not found:
        company, role = _as_a_role_at(text)
        return Title("", company, role)
    index, who = max(found, key=lambda one: (*_rank(blocks[one[0]], one[1], text), -one[0]))
    title = blocks[index].text
    company, role = _split(who, text)
    role = re.sub(r"^as an? |\s+(?:position|role|job|vacancy)$", "", role, flags=re.IGNORECASE)
    below = next((at for at in range(index + 1, min(index + 3, len(blocks))) if _is_a_job(blocks[at])), None)
    if company and not role and below is not None:
        role = blocks[below].text
        found.append((below, role))
    if role and not company:
        beside = next((at for at in (index - 1, index + 1) if _is_a_company(blocks, at, text)), None)
        if beside is not None:
            company = blocks[beside].text
            found.append((beside, company))
    if not (company and role):
        sentence_company, sentence_role = _as_a_role_at(text)
        if company in ("", sentence_company) and role in ("", sentence_role):
            company, role = sentence_company or company, sentence_role or role
    return Title(title, company, role, frozenset(i for i, _ in found if blocks[i].text in (title, company, role)))


def _is_sure(block: Block, who: str) -> bool:
    return _names_a_role(who) or _has_year(block.text) or block.level == 1


def _at_the_top(blocks: Sequence[Block], found: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The first line, where it reads like a title and is not the heading of the question below it."""
    seen = [index for index, block in enumerate(blocks) if not block.aside and re.search(r"\w", block.text)]
    is_title = len(seen) > 1 and blocks[seen[1]].number is None and not blocks[seen[1]].numbering
    return [one for one in found if is_title and one[0] == seen[0]]


def _rank(block: Block, who: str, text: str) -> tuple[bool, bool, bool]:
    """How much a line looks like this page's title, and not like a link to another page's."""
    return block.level == 1, _has_year(block.text), len(re.findall(re.escape(who), text, re.IGNORECASE)) > 1


def _who(block: Block) -> str | None:
    """Who a title line is about, or None for a line that is not one."""
    text = block.text
    if len(text) > LONGEST_TITLE or block.aside or block.verbatim or block.number is not None or text[-1] in ".?,;":
        return None
    bare = re.sub(
        r"\s*\((?:(?:19|20)\d\d|[^()]*\b(?:guide|answers?|updated|edition)\b[^()]*)\)", "", text, flags=re.I
    )
    found = _TITLE.fullmatch(without_pictures(bare))
    whole = _TITLE.fullmatch(text)
    said_of_guide = whole and (_WHAT.search(whole["what"]) or _HOW_TO.match(text))
    if not found or not whole or not said_of_guide or len(text.split()) > 20:
        return None
    who = found["who"].strip(" :-–—|·")
    said = _SAYING.sub("", found["what"])
    said = re.sub(r"\s*\(([^()]*[^\W\d][^()]*)\)$", r" at \1", said)  # what is left in brackets is a name
    after = re.search(r"(?:(?:^|\s)(?:for|at|with|[|–—-])|:)\s+(?:an? |the )?(.+)$", said or found["what"])
    if after and not re.match(r"\d", after[1]) and not _WHAT.search(after[1]):
        joined = " at " if re.match(r"\s*(?:at|with)\s", after[0]) else " | "
        who = f"{who}{joined}{after[1]}" if who and not _GENERIC.fullmatch(f"{who} ") else after[1]
    if not _THE_COMPANY.match(who):
        who = _GENERIC.sub("", f"{who} ").strip(" :-–—|·")
    process_heading = re.match(r"process\b", found["what"], re.IGNORECASE) and not _has_year(text)
    return who if re.search(r"[^\W\d]", who) and not process_heading else None


def _has_year(text: str) -> bool:
    return re.search(r"\b(?:19|20)\d\d\b|\bguide\b", text, re.IGNORECASE) is not None


def _split(who: str, text: str) -> tuple[str, str]:
    """Company and role in the words before “Interview”; the text decides where the one ends."""
    if at := re.fullmatch(r"(.+?),? (?:at|with) (.+)", who, re.IGNORECASE):
        return at[2].strip(), at[1].strip()
    if aside := re.fullmatch(r"(.+?)\s*\(([^()]+)\)", who):
        who = f"{aside[1]} | {aside[2]}"
    parts = re.split(r"\s+[-–—|·:]+\s+|:\s+|,\s+(?!(?:inc|llc|ltd|corp|co|gmbh)\b)", who, flags=re.IGNORECASE)
    if len(parts) == 2:
        first, second = (part.strip() for part in parts)
        return (second, first) if _names_a_role(first) and not _names_a_role(second) else (first, second)
    parts = who.split()
    splits = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(len(parts) + 1)]
    score, _, company, role = max(
        (_evidence(company, role, text), -at, company, role) for at, (company, role) in enumerate(splits)
    )
    return (re.sub(r"['’]s$", "", company), role) if score > 0 else ("", "")


def _names_a_role(name: str) -> bool:
    return any(_HEAD.fullmatch(word.strip("(),")) for word in name.split())


def _evidence(company: str, role: str, text: str) -> float:
    """How much speaks for this company and this role: what the text says of them, then the usual words of roles."""
    score = 0.0
    if role:
        qualifiers = role.lower().split()[:-1]
        score += 3 if names_a_job(role) else -3
        score += 1 if all(word in _QUALIFIERS or _HEAD.fullmatch(word) for word in qualifiers) else -1
        score += 2 if _found(rf"\b(?:an?|the|our|as) {re.escape(role)}(?!\w)", text) else 0
    if company:
        last = company.lower().split()[-1]
        score -= 5 if last == "the" else 0
        score -= 2 if role and (last in _QUALIFIERS or _HEAD.fullmatch(last)) else 0
        follows = rf"(?!\w)(?!,? {re.escape(role.split()[0].strip(','))}(?!\w))" if role else r"(?!\w)"
        score += 3 if _found(rf"\b(?:at|about|join|joining|to|with|by) {re.escape(company)}{follows}", text) else 0
        score += 2 if _does_something(company, text) else 0
        is_long = not role and len(company.split()) > MOST_WORDS_OF_COMPANY
        score += -1 if is_long else 0.5
    if company and role:
        position = r"(?: (?:position|role|job|candidate|interview))?"
        score += (
            4 if _found(rf"{re.escape(role)}{position} (?:at|with|for) {re.escape(company)}(?!\w)", text) else 0
        )
    return score


def _does_something(company: str, text: str) -> bool:
    """Whether the text tells what a company does or has: “Acme builds …”, “Acme's …”."""
    says = r"(?:['’]s?| (?:is|has|was|(?-i:(?!jobs|questions)[a-z]{2,}s))\b)"
    return _found(rf"(?<!\w){re.escape(company)}{says}", text)


def _is_a_company(blocks: Sequence[Block], at: int, text: str) -> bool:
    """Whether a line beside the title is the name of somebody of whom the text tells something."""
    if not 0 <= at < len(blocks):
        return False
    block = blocks[at]
    is_name = block.words <= 5 and block.number is None and not block.aside and not names_a_job(block.text)
    return is_name and in_title_case(block.text) and _does_something(block.text, text)


def names_a_job(role: str) -> bool:
    """Whether the words end in what a person is by profession: “Senior Data Engineer”."""
    of_a_field = r"(?: of \w+(?: (?:and|&) \w+| \w+)?)?"
    return re.search(rf"(?:^|[\s/-]){_HEAD.pattern}{of_a_field}$", role, re.IGNORECASE) is not None


def _is_a_job(block: Block) -> bool:
    """Whether a line is nothing but a profession, as below a title that names the company alone."""
    return not block.aside and block.words <= 6 and block.number is None and names_a_job(block.text)


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _as_a_role_at(text: str) -> tuple[str, str]:
    """Company and role from a sentence such as “As a Data Scientist at Acme, you will …”."""
    role = rf"(?P<role>(?:[A-Z][\w/&-]* ){{0,4}}(?:{_HEADS.title()}))"
    company = r"(?P<company>[A-Z][\w&.'’-]*(?: (?:[A-Z&][\w&.'’-]*))*)"
    found = re.search(rf"\b[Aa]n? {role}(?: (?:position|role))? (?:at|with|for) {company}", text)
    return (found["company"].rstrip(".'’"), found["role"]) if found else ("", "")
