"""The parts of a web page that are about the site and not about the interview."""

from __future__ import annotations

import re
from functools import lru_cache

from greenroom.questions.guide.phrases import any_of, compiled, whole_words

SHORT_WORDS = 9
"""Words up to which a line without a full stop may be a piece of navigation."""

_SITE_WORDS_LISTED = (
    "a about account ad ads advertisement affiliate all and app apps articles ask author back blog bookmark by "
    "careers cart categories category center centre checkout close collapse comment comments community "
    "companies company contact content cookie cookies copy courses customers dashboard dismiss download edit "
    "email english enterprise events expand explore facebook faq faqs features feedback filter follow for free "
    "get go guides help here home hybrid in instagram into job jobs language latest learn like likes link "
    "linkedin loading log login logout main menu more my navigation new news newsletter next notifications now "
    "of off on options or our out page plans podcast podcasts policies policy popular premium press previous "
    "price pricing print privacy products profile register related remote reply report reset resources rss "
    "salaries salary save search select settings share shop show sign signup sitemap skip solutions sponsored "
    "started store submit subscribe support tags team terms the to toggle top trending trial try tweet twitter "
    "up upgrade us use username vacancies video videos view views webinars welcome whatsapp x your youtube "
)
_SITE_WORDS = frozenset(_SITE_WORDS_LISTED.split())
"""A line of nothing but these is navigation."""

_IN_SHORT_LINES = whole_words(
    "loading",
    "please wait",
    "cookies",
    "newsletter",
    "subscribe (?:to|now|for)",
    "(?:sign|log) ?(?:up|in|out)",
    "privacy policy",
    "terms of",
    "copyright",
    "advertisements?",
    "sponsored",
    "related (?:articles?|posts?|reading|guides?|content|jobs?)",
    "you (?:may|might) also",
    "recommended (?:for you|reading|articles?)",
    "share (?:this|on|via|article|link|post)",
    "facebook|linkedin|twitter|whatsapp|instagram|youtube|pinterest",
    "follow us",
    "read (?:more|next|the full)",
    "min(?:ute)?s? read",
    "view (?:all|more|jobs?|pricing|profile|details|answer|open|question)",
    "see (?:all|more jobs|open|pricing|also)",
    "show (?:more|less|all|answer)",
    "load more",
    "apply (?:now|today|here)",
    "job alerts?",
    "free trial",
    "click (?:here|to)",
    "(?:back|skip) to",
    "leave a (?:reply|comment)",
    "was this (?:helpful|page)",
    "rate this",
    "(?:last )?updated (?:on|at)?",
    r"(?:published|posted) (?:on|at|by|\d+)",
    "(?:accept|reject) all",
    "contact us",
    "join (?:over|our|thousands|now|us|the community)",
    "get (?:started|access|the app|notified|early)",
    "start (?:now|practi[cs]ing|your|learning)",
    "try (?:it|our|for free|now)",
    "(?:book|schedule) (?:an?|your)",
    "watch (?:now|the video)",
    "copy link",
    "hiring now",
    "(?:days?|hours?|weeks?|months?) ago",
    "(?:full|part)[- ]time",
    "challenge yourself",
    "ai interviewer",
    "(?:next|previous) (?:article|page|post)",
    "filed under",
    "(?:written|reviewed) by",
    "my account",
    "help cent(?:er|re)",
    r"page \d+",
    r"\d+k?\+? (?:reviews|ratings|views|comments|likes|shares|members|users|jobs|results|votes)",
)
_MARKS_IN_SHORT_LINES = compiled(r"^[<>«»‹›©®]", r"\.\.\.$", "…$", "https?://", r"www\.", r"@\w+", r"[$€£]\d")
_ANYWHERE = whole_words(
    "(?:we(?: and our partners)?|this (?:web)?site) uses? cookies",
    "use of cookies",
    "cookie (?:policy|settings|preferences|notice)",
    "privacy policy",
    "terms (?:of (?:service|use)|(?:and|&) conditions)",
    "all rights reserved",
    "copyright",
    "(?:to|the|an?|our|weekly|free) newsletter",
    "(?:sign|log) (?:up|in) (?:to|for|now|today|with|here)",
    "subscribe (?:to|for|now)",
    "free trial",
    "click (?:here|below|the (?:link|button))",
    "apply (?:now|today|online|here|directly)",
    "learn more (?:about|at|here|on our)",
    "by continuing (?:to|you)",
    "(?:enable javascript|javascript is (?:disabled|required))",
    "book (?:an?|your) (?:free )?(?:call|session|demo|mock|coaching)",
    "money-back|special offer|limited[- ]time|promo code",
    "unlock (?:all|full|the|more|premium)",
    "upgrade to (?:premium|pro)",
    r"join (?:over |more than )?\d[\d,.]*",
    "join (?:thousands|the community|our community)",
    "follow us",
    "our (?:premium|courses?|coach(?:es)?|bootcamp|question bank|learning paths?|mock interviews?)",
    "check out (?:our|these|more)",
    "affiliate (?:links?|commission)",
    "download (?:the|our|your) (?:free )?(?:app|pdf|ebook|e-book|guide|checklist)",
    "ad ?block(?:er)?",
    "start your free",
    "get (?:notified|unlimited|instant|full) access",
    "is (?:now |currently |actively )?hiring (?:an?|for|in)",
    "equal opportunity employer",
    "we(?:['’]re| are) (?:currently |now |always )?(?:looking for|seeking|hiring|recruiting) (?:an?|talented)",
    r"join our (?:\w+ )?(?:team|company)",
    "the (?:ideal|successful) candidate",
    r"\d+\+ years",
    "competitive (?:salary|pay|compensation)",
    "(?:full|part)[- ]time (?:position|role|job)",
    "related (?:articles?|posts?|guides?)",
    "you may also like",
    "leave a (?:reply|comment)",
    "(?:good luck|best of luck|happy interviewing)",
)
_CALLS = compiled(
    "(?:sign|log) (?:up|in)",
    "subscribe",
    "join (?:us|our|over|thousands|now|the)",
    "click",
    "download (?:our|the|your)",
    "follow us",
    "upgrade",
    "unlock",
    "start your",
    "book (?:an?|your)",
    "create (?:an|your) account",
    "get (?:instant|full|new|notified|our|early|access)",
    "(?:we|this site|this website) uses? cookies",
    "by continuing",
    "this feature requires",
)
_OF_JOB_OFFER = whole_words(
    "(?:full|part)[- ]time",
    "apply (?:now|today|here)",
    r"(?:re)?posted (?:on|at|by|\d+)",
    "(?:days?|hours?|weeks?|months?) ago",
    "remote|hybrid|on-site",
    r"per (?:year|hour|annum)|a year",
)
_SELLS = compiled(
    "looking for",
    "ready (?:to|for)",
    "want (?:to|more)",
    "need (?:help|more)",
    "struggling",
    "don['’]t miss",
    "prepare (?:for|with) ",
    "practi[cs]e (?:with|more|real|over)",
    "find (?:out|your)",
    "see (?:how|what|why)",
    "take (?:our|the) ",
    "level up",
    any_of("get", "try", "join", "start", "discover", "explore", "boost", "master", "land", "check", "browse")
    + " ",
    any_of("visit", "access", "sharpen", "accelerate", "stop") + " ",
)


@lru_cache(maxsize=4096)
def is_noise(text: str) -> bool:
    """Whether `text` belongs to the page around a guide: navigation, notices, adverts, job offers, sharing."""
    if "©" in text or _ANYWHERE.search(text):
        return True
    ends_a_sentence = text[-1:] in ".?!\"”’':;)" and not text.endswith("...")
    if len(text.split()) > SHORT_WORDS or ends_a_sentence:
        return False
    found = re.findall(r"[^\W\d_]+", text.lower())
    is_navigation = all(word in _SITE_WORDS for word in found)
    return is_navigation or bool(_IN_SHORT_LINES.search(text) or _MARKS_IN_SHORT_LINES.search(text))


def is_of_job_offer(text: str) -> bool:
    """Whether a short line stands in a job offer, below what is offered."""
    return len(text.split()) <= SHORT_WORDS and bool(_OF_JOB_OFFER.search(text))


def calls_to_act(text: str) -> bool:
    """Whether a sentence asks the reader of the page to do something on it: “Sign up for our newsletter”."""
    return _CALLS.match(text) is not None


def sells(text: str) -> bool:
    """Whether a paragraph speaks to the reader of the page as adverts do, not as an answer does."""
    return bool(_SELLS.match(text)) and re.search(r"\b(?:your?s?|our)\b", text, re.IGNORECASE) is not None
