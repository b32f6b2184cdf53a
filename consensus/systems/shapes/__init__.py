"""Systems, assessments and what is said of them as plain data, with the fields of ``/api/v1``."""

from .assessments import (
    checklist_shape,
    evaluation_shape,
    evaluation_shapes,
    flip_shape,
    flip_shapes,
    reason_shape,
    what_if_shape,
)
from .registry import NOTICE, badge_shape, registry_review_shape, source_shape, system_shape, system_shapes
from .said import opinion_shape, opinion_shapes, review_shape, review_shapes, surprise_shape, waiting_until

__all__ = [
    "NOTICE", "badge_shape", "checklist_shape", "evaluation_shape", "evaluation_shapes", "flip_shape", "flip_shapes",
    "opinion_shape", "opinion_shapes", "reason_shape", "registry_review_shape", "review_shape", "review_shapes",
    "source_shape", "surprise_shape", "system_shape", "system_shapes", "waiting_until", "what_if_shape",
]  # fmt: skip
