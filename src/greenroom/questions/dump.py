"""Write a pack as the YAML that `load` reads."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from greenroom.questions.pack import Pack

LINE_WIDTH = 100

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def pack_as_yaml(pack: Pack) -> str:
    """The pack in the order of its format, without what equals the defaults. `parse_pack` gives it back equal."""
    return as_yaml(pack.model_dump(mode="json", exclude_defaults=True))


def as_yaml(data: Mapping[str, object]) -> str:
    """Plain data as YAML in the form that packs have."""
    text: str = yaml.dump(data, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=LINE_WIDTH)
    return text
