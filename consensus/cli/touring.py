"""The roadshow of a demonstration: one stop that is over and one that is open, with guests, notes, and sheets that were keyed."""

import csv
import random
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Any

from ..accounts.groups import GROUPS
from ..accounts.models import Account
from ..discussion.texts import Prepared, prepare_text
from ..drafts.queries import ClauseRow, rows_of
from ..kit.db import db
from ..roadshow.actions import (
    approve_note,
    close_stop,
    give_duty,
    join,
    open_stop,
    reveal,
    show_clause,
    turn_notes,
    write_note,
)
from ..roadshow.actions.batches import take_batch
from ..roadshow.batch import COLUMNS
from ..roadshow.batching import ready_batch
from ..roadshow.given import CONSENT, Joining, NoteGiven
from ..roadshow.models import Attendance, Sitting, Task
from ..roadshow.queries import live_code, notes_called, open_sitting_of, stop_named, stops_named
from ..voting.actions import Said, take_position
from ..voting.counting import Choice
from ..voting.places import takes_positions
from .talking import FIXES, REASONS

Again = Callable[[Callable[[], Any]], Any]
STOPS = ("deep-learning-indaba-2024", "nerdearla-2024")
"""The first is closed afterwards, the second stays open, so that one can join it."""
AGENDA = 6
GUESTS, SHEETS = (8, 20), 12
NAMES = "Awa Bintou Cheikh Djibril Elena Fernando Gisela Hugo Ibou Julia Khady Lucas Mariama Nora Oumar Paula".split()
COUNTRIES = {
    "deep-learning-indaba-2024": ("SN", "GM", "ML", "NG"),
    "nerdearla-2024": ("AR", "UY", "CL", "BR"),
}
SAID = (
    "Where do we get the data if nobody may share it?",
    "In our university nobody could run this.",
    "Say what *skilled person* means here.",
    "We would need this in our own language first.",
)
CHOICES = (Choice.SUPPORT, Choice.SUPPORT, Choice.ACCEPT, Choice.ABSTAIN)
HANDS = ("Sheets, first hand", "Sheets, second hand")


class Tour:
    """Evenings at some stops, by chance but always the same for the same seed."""

    def __init__(self, chance: random.Random, *, by: Account, again: Again) -> None:
        self.chance, self.by, self.again = chance, by, again

    def visit(self, slug: str, *, closes: bool) -> int:
        """One evening. → how many people took part."""
        people = self.chance.randint(*GUESTS)
        sitting = self.again(lambda: self._open(slug, heads=people + SHEETS + 1))
        rows = [row for row in rows_of(sitting.draft) if takes_positions(row)]
        agenda = self.chance.sample(rows, min(AGENDA, len(rows)))
        guests = self.again(lambda: [self._guest(slug, name) for name in self._names(people)])
        for row in agenda:
            self._speak(slug, row, guests)
        for hand in HANDS:
            self._key(slug, agenda, hand)
        if closes:
            self.again(lambda: close_stop(stop_named(slug), by=self.by))
        return people + SHEETS

    def _open(self, slug: str, *, heads: int) -> Sitting:
        stop = stop_named(slug)
        give_duty(stop, self.by, Task.FACILITATOR, by=self.by)
        return open_stop(stop, heads=heads, by=self.by)

    def _names(self, n: int) -> list[str]:
        return [
            f"{name} {chr(65 + number % 26)}." for number, name in enumerate(self.chance.choices(NAMES, k=n))
        ]

    def _guest(self, slug: str, name: str) -> int:
        code = live_code(_sitting(slug))
        assert code is not None
        group = self.chance.choice(GROUPS).slug if self.chance.random() < 0.8 else None
        country = self.chance.choice(COUNTRIES[slug]) if self.chance.random() < 0.9 else None
        return join(code.code, Joining(name, CONSENT, group, country, "en"), by=None).id

    def _speak(self, slug: str, row: ClauseRow, guests: Sequence[int]) -> None:
        """One clause on the screen: notes, positions, figures, and one comment of all the notes."""
        objection = prepare_text(f"{self.chance.choice(REASONS)} {self.chance.choice(FIXES)}")
        comment = prepare_text(f"Said in the room: {self.chance.choice(SAID)}")
        self.again(lambda: show_clause(_sitting(slug), row.key, by=self.by))
        notes = self.again(lambda: self._take(slug, row, guests, objection))
        self.again(lambda: self._sum_up(slug, row, notes, comment))

    def _take(self, slug: str, row: ClauseRow, guests: Sequence[int], objection: Prepared) -> list[int]:
        sitting, notes = _sitting(slug), []
        assert sitting.draft is not None
        for id in guests:
            part = db.session.get_one(Attendance, id)
            objects = self.chance.random() < 0.1
            choice = Choice.OBJECT if objects else self.chance.choice(CHOICES)
            said = Said(reason=objection if objects else None)
            take_position(sitting.draft, row, choice=choice, by=part.account, said=said)
            if self.chance.random() < 0.15:
                notes.append(
                    write_note(sitting, NoteGiven(self.chance.choice(SAID), row.key), by=part.account).id
                )
        return notes

    def _sum_up(self, slug: str, row: ClauseRow, notes: Sequence[int], comment: Prepared) -> None:
        sitting = _sitting(slug)
        reveal(sitting, key=row.key, by=self.by)
        found = notes_called(notes)
        for note in found:
            approve_note(note, by=self.by)
        if found:
            turn_notes(found, key=row.key, text=comment, by=self.by)

    def _key(self, slug: str, agenda: Sequence[ClauseRow], hand: str) -> None:
        """Everybody's sheet is keyed by one hand; the second one keys the same."""
        chance, out = random.Random(slug), StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for sheet in range(1, SHEETS + 1):
            group = chance.choice(GROUPS).slug
            for row in agenda:
                choice, comment = chance.choice(CHOICES), chance.choice(SAID) if chance.random() < 0.1 else ""
                writer.writerow([sheet, "1", group, row.key, str(choice), "", comment, "", hand])
        ready = ready_batch(stop_named(slug), out.getvalue().encode(), name="sheets.csv")
        self.again(lambda: take_batch(stop_named(slug), ready, by=self.by))


def planned(n: int) -> list[str]:
    """So many of the stops that a demonstration goes to, of those that are here."""
    here = stops_named(STOPS)
    return [slug for slug in STOPS if slug in here][:n]


def _sitting(slug: str) -> Sitting:
    found = open_sitting_of(stop_named(slug))
    assert found is not None
    return found
