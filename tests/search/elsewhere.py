"""A discussion held elsewhere, written by code in three formats: a forum's topics, a mailing list, notes of meetings."""

import json
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

# Number, title, and posts: who, when, what. A message is known as "number/post".
TOPICS = (
    (101, "Hospitals and patient records", (
        ("Miriam Adeyemi", "2024-05-06", "Patient records cannot be published under any licence. Could a hospital satisfy the requirement by describing how they were collected and anonymised?"),
        ("jonasvik", "2024-05-07", "De-identification is weaker than people believe: two studies re-identified most of a cohort."),
    )),
    (102, "A transition for what is there already", (
        ("Ottilie", "2024-06-11", "Should whatever was released before the definition be grandfathered until a certain year?"),
        ("Prakash", "2024-06-12", "Eighteen months of transition would be enough for everybody."),
    )),
    (103, "Acceptable use policies", (
        ("lawyer_ines", "2024-07-02", "An acceptable use policy attached to a download restricts fields of endeavour, so it fails at the first freedom."),
    )),
    (104, "¿Qué son los parámetros?", (
        ("Catalina", "2024-07-20", "Los parámetros incluyen los pesos y los ajustes obtenidos durante el entrenamiento, también los puntos de control intermedios."),
    )),
    (105, "Tokenizer files", (
        ("byte_pair", "2024-08-01", "The vocabulary of the tokenizer is needed to run anything, and nobody lists it beside the rest."),
    )),
    (106, "Données d'entraînement et droit d'auteur", (
        ("Élodie", "2024-08-09", "Les juges européens exigeront une description des données protégées par le droit d'auteur."),
    )),
)  # fmt: skip
# Message-ID, who, when, subject, words, charset.
LETTERS = (
    ("rc1@list.example", "Release Bot", "2024-10-02", "Release candidate 1 is out", "Version 1.0-RC1 was tagged this morning. Comments close on Friday.", "us-ascii"),
    ("nairobi@list.example", "Wanjiru Kamau", "2024-06-25", "Minutes of the Nairobi workshop", "Participants asked that the crowd workers who drew boxes on pictures be credited by name.", "us-ascii"),
    ("quorum@list.example", "The chair", "2024-10-20", "Quorum for the final vote", "Seven of eleven board members have to be present.", "us-ascii"),
    ("carbon@list.example", "Greta N.", "2024-09-03", "Carbon footprint", "Reporting the kilowatt hours of each training run should stay voluntary.", "us-ascii"),
    ("begriffe@list.example", "Jürgen Groß", "2024-09-05", "Überprüfung der Begriffe", "Die Prüfung der Begriffe dauert länger als gedacht.", "iso-8859-1"),
    ("brasilia@list.example", "Thaís Araújo", "2024-09-12", "Consulta pública em Brasília", "As perguntas do público trataram de licenças e de traduções para línguas indígenas.", "utf-8"),
)  # fmt: skip
# File, front matter, words.
NOTES = {
    "2024-05-17-town-hall.md": ("title: Town hall in May\nauthor: Scribe", "We discussed an embargo on the evaluation scripts. Somebody has to say who maintains the mirror."),
    "2024-06-07-glossary.md": ("title: Glossary\nauthor: Scribe", "*Hyperparameter*: a value that is fixed before the training begins."),
    "2024-09-20-tokyo.md": ("title: 東京での会合\nlanguage: ja\nauthor: 書記", "学習データの出所を明らかにするべきです。"),
    "2024-09-27-tunis.md": ("title: اجتماع تونس\nlanguage: ar\nauthor: Scribe", "ينبغي نشر بيانات التدريب مع وصف مصادرها."),
}  # fmt: skip


def write_topics(folder: Path) -> Path:
    """Topics as the API of Discourse gives them, a file each. → the folder."""
    folder.mkdir()
    for number, title, posts in TOPICS:
        stream = [
            {
                "id": number * 100 + n, "post_number": n, "topic_id": number, "username": who.split()[0].lower(), "name": who,
                "created_at": f"{day}T10:00:00.000Z", "cooked": f"<p>{words}</p>", "post_type": 1,
                "reply_to_post_number": 1 if n > 1 else None,
            }
            for n, (who, day, words) in enumerate(posts, 1)
        ]  # fmt: skip
        topic = {"id": number, "title": title, "slug": f"t-{number}", "post_stream": {"posts": stream}}
        (folder / f"{number}.json").write_text(json.dumps(topic), "utf-8")
    return folder


def write_letters(path: Path) -> Path:
    """A mailbox. → its path."""
    with path.open("wb") as box:
        for id, who, day, subject, words, charset in LETTERS:
            letter, at = EmailMessage(), datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)
            letter["Message-ID"], letter["Subject"] = f"<{id}>", f"[osaid] {subject}"
            letter["From"], letter["Date"] = f'"{who}" <someone@list.example>', format_datetime(at)
            letter.set_content(words, charset=charset)
            box.write(b"From someone@list.example Mon Jan  1 00:00:00 2024\n" + letter.as_bytes() + b"\n\n")
    return path


def write_notes(folder: Path) -> Path:
    """Notes with front matter, a file each. → the folder."""
    folder.mkdir()
    for name, (front, words) in NOTES.items():
        (folder / name).write_text(f"---\n{front}\n---\n\n{words}\n", "utf-8")
    return folder
