"""A text's letters tell its language; Latin ones tell nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.discussion.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("البيانات يجب أن تكون مفتوحة", "ar"),
        ("训练数据必须公开", "zh"),
        ("開放原始碼人工智慧定義", "zh"),
        ("学習データは公開されるべきです", "ja"),
        ("オープンソース", "ja"),
        ("데이터는 공개되어야 합니다", "ko"),
        ("Данные должны быть открыты", "ru"),
        ("Τα δεδομένα πρέπει να είναι ανοιχτά", "el"),
        ("הנתונים חייבים להיות פתוחים", "he"),
        ("डेटा खुला होना चाहिए", "hi"),
        ("ข้อมูลต้องเปิดเผย", "th"),
        ("The data must be open", "pt"),
        ("Los datos deben ser abiertos", "pt"),
        ("12 + 30 = 42!", "pt"),
        ("", "pt"),
    ],
)
def test_the_script_tells_the_language(text, language):
    assert language_of(text, else_="pt") == language


def test_words_in_between_and_addresses_do_not_decide():
    assert language_of("我認為 Open Source AI Definition 的訓練資料不夠清楚", else_="en") == "zh"
    assert (
        language_of(
            "Я не согласен: https://opensource.org/ai/drafts/the-open-source-ai-definition", else_="en"
        )
        == "ru"
    )
    assert language_of("The Greek word is λόγος, as everybody knows", else_="en") == "en"


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("Дані мають бути відкритими", "uk"),
        ("داده‌ها باید باز باشند", "fa"),
        ("訓練資料", "zh-TW"),
        ("डेटा खुला", "mr"),
    ],
)
def test_a_script_that_readers_write_themselves_is_their_language(text, reader):
    assert language_of(text, else_=reader) == reader


@given(st.text())
def test_any_text_has_a_language(text):
    assert language_of(text, else_="en").isalpha()


@given(st.text(alphabet="abcdefgh äöüéñ.,!"))
def test_latin_letters_never_tell(text):
    assert language_of(text, else_="sw") == "sw"
