"""A draft held against criteria, as JSON values: the same for API, page and command."""

from typing import Any

from ..kit.web.addresses import base_url
from .evaluated import Evaluated, Result

Shape = dict[str, Any]


def gate_shape(evaluated: Evaluated) -> Shape:
    """What stands between a draft and a target, with the versions of the criteria beside the one that holds."""
    return {
        "draft": evaluated.draft,
        **_version(evaluated),
        "beside": [_version(each) for each in evaluated.beside],
    }


def _version(evaluated: Evaluated) -> Shape:
    return {
        "target": evaluated.target,
        "version": evaluated.version,
        "digest": evaluated.digest,
        "passes": evaluated.passes,
        "criteria": [_criterion(each) for each in evaluated.criteria],
    }


def _criterion(each: Result) -> Shape:
    return {
        "id": each.id,
        "kind": str(each.kind),
        "title": each.title,
        "necessary": each.necessary,
        "state": each.state,
        "value": each.value,
        "threshold": each.threshold,
        "why": each.why,
        "rows": base_url() + each.rows,
    }
