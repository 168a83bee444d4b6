"""YAML as plain data that remembers its lines: mappings, lists and text, nothing else.

Built from the parser's events rather than from PyYAML's constructed objects, so that a file can neither run
code nor grow in memory (aliases are refused), and so that every value is the text that was written: a choice
that says `No` or `1.50` stays “No” and “1.50” instead of becoming false and 1.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml import events
from yaml.reader import Reader

from greenroom.questions.pack import Place

DEEPEST = 20
"""Lists and mappings inside one another; a pack needs six."""

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_HINTS = {
    "mapping values are not allowed": (
        "There is a colon where none can be. If it belongs to the text, put the whole text in quotes; if it ends a "
        "key, check that the line starts below the other keys and that the line above is complete."
    ),
    "cannot start any token": (
        "This character cannot stand here. Indent with spaces, not tabs, and put text that starts with "
        "a sign such as @, % or ` in quotes."
    ),
    "found a tab character": "A tab stands where spaces have to; indent with spaces, not tabs.",
    "found unexpected end of stream": "A quote is opened and never closed.",
    "unknown escape character": "In double quotes a backslash has to be written twice. Or use single quotes.",
    "could not find expected ':'": "This line is neither “key: value” nor part of the text above; indent it.",
    "did not find expected key": "This line does not fit the ones above it; check its indent and its quotes.",
    "expected <block end>": "This line does not fit the ones above it; check its indent and its quotes.",
    "did not find expected '-' indicator": "A line of this list has no “- ”; check its indent.",
}


class YamlProblem(Exception):
    """Text that cannot be read as YAML, or YAML that packs do not use. line: from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass
class MarkedYaml:
    """data: None if the text is empty. twice: keys written again in one mapping, with that line;
    the first value counts."""

    data: object = None
    lines: dict[Place, int] = field(default_factory=dict)
    twice: list[tuple[Place, int]] = field(default_factory=list)

    def line_of(self, place: Place) -> int:
        """The line of a value (of its key, in a mapping), or of what should hold it if it is not there."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_marked_yaml(text: str) -> MarkedYaml:
    """Read one YAML document. Raises YamlProblem for the first thing that makes it unreadable.

    A key with nothing (or null) after it counts as not written; its line is remembered.
    """
    unprintable = Reader.NON_PRINTABLE.search(text)
    if unprintable:
        raise YamlProblem(
            text.count("\n", 0, unprintable.start()) + 1,
            f"There is a control character (code {ord(unprintable.group())}) here; delete it.",
        )
    try:
        return _read_document(yaml.parse(text, Loader=_PARSER))
    except yaml.MarkedYAMLError as error:
        raise YamlProblem(_line_of_error(error), _words(error.problem or "")) from error
    except yaml.YAMLError as error:
        raise YamlProblem(1, f"This is not YAML: {error}.") from error


def _read_document(parsed: Iterator[events.Event]) -> MarkedYaml:
    found = MarkedYaml()
    next(parsed)  # the stream's start
    if isinstance(next(parsed), events.StreamEndEvent):
        return found
    first = next(parsed)
    found.lines[()] = _line(first)
    value = _read_value(parsed, first, (), found)
    found.data = None if _is_null(first) else value
    next(parsed)  # the document's end
    after = next(parsed)
    if not isinstance(after, events.StreamEndEvent):
        raise YamlProblem(_line(after), "A second document starts here; keep one pack in a file.")
    return found


def _read_value(parsed: Iterator[events.Event], event: events.Event, place: Place, found: MarkedYaml) -> object:
    line = _line(event)
    if isinstance(event, events.AliasEvent):
        raise YamlProblem(line, f"“*{event.anchor}” repeats another part; write the part out.")
    if getattr(event, "tag", None) is not None:
        raise YamlProblem(line, "Packs have no tags; take the word with “!” out, or put the text in quotes.")
    if len(place) > DEEPEST:
        raise YamlProblem(line, "This is nested too deep for a pack.")
    if isinstance(event, events.ScalarEvent):
        return str(event.value)
    if isinstance(event, events.SequenceStartEvent):
        return _read_list(parsed, place, found)
    return _read_mapping(parsed, place, found)


def _read_list(parsed: Iterator[events.Event], place: Place, found: MarkedYaml) -> list[object]:
    items: list[object] = []
    while not isinstance(event := next(parsed), events.SequenceEndEvent):
        here = (*place, len(items))
        found.lines[here] = _line(event)
        items.append(_read_value(parsed, event, here, found))
    return items


def _read_mapping(parsed: Iterator[events.Event], place: Place, found: MarkedYaml) -> dict[str, object]:
    mapping: dict[str, object] = {}
    while not isinstance(event := next(parsed), events.MappingEndEvent):
        line = _line(event)
        if not isinstance(event, events.ScalarEvent):
            raise YamlProblem(line, "A key has to be a plain word.")
        key = str(event.value)
        here = (*place, key)
        event = next(parsed)
        if here in found.lines:
            found.twice.append((here, line))
            _read_value(parsed, event, here, MarkedYaml())
            continue
        found.lines[here] = line
        value = _read_value(parsed, event, here, found)
        if not _is_null(event):
            mapping[key] = value
    return mapping


def _line(event: events.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _is_null(event: events.Event) -> bool:
    return isinstance(event, events.ScalarEvent) and event.implicit[0] and event.value in _NULLS


def _line_of_error(error: yaml.MarkedYAMLError) -> int:
    """Where the mistake is: for a quote that is never closed, where it opens."""
    unclosed = "unexpected end of stream" in (error.problem or "")
    mark = error.context_mark if unclosed and error.context_mark else error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def _words(problem: str) -> str:
    for part, hint in _HINTS.items():
        if part in problem:
            return hint
    return f"This is not YAML: {problem}."
