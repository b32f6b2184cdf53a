"""Which pages of the roadshow list things that grow, and what makes another one; and which list nothing that grows."""

from tests.roadshow.paper_world import a_difference, a_paper, a_room_note

OF_THE_ROADSHOW = {
    "roadshow.batches": a_paper,
    "roadshow.differences": a_difference,
    "roadshow.keying": a_paper,
    "roadshow.notes": a_room_note,
}
SINGLE_OF_THE_ROADSHOW = {
    "roadshow.gather", "roadshow.key_again", "roadshow.scribe", "roadshow.sheet", "roadshow.sheet_pdf",
}  # fmt: skip
