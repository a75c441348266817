"""Codes and their words: a code is what is logged, a word what people read, and neither stands for two things."""

from __future__ import annotations

import json
import re

import pytest

from kiosk.core import vocabulary
from kiosk.core.vocabulary import OptionKind, Term, Truth

VOCABULARIES = [v for v in vars(vocabulary).values() if isinstance(v, type) and issubclass(v, Term) and v is not Term]


@pytest.mark.parametrize("terms", VOCABULARIES, ids=lambda v: v.__name__)
def test_codes_are_plain_and_words_are_chinese(terms: type[Term]) -> None:
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", term.value) for term in terms)
    assert all(re.search(r"[\u4e00-\u9fff]", term.word) for term in terms)


@pytest.mark.parametrize("terms", VOCABULARIES, ids=lambda v: v.__name__)
def test_no_word_stands_for_two_codes(terms: type[Term]) -> None:
    assert len({term.word for term in terms}) == len(list(terms)) == len({term.value for term in terms})


@pytest.mark.parametrize("terms", VOCABULARIES, ids=lambda v: v.__name__)
def test_a_code_is_its_text_in_json_in_a_sentence_and_read_back(terms: type[Term]) -> None:
    for term in terms:
        assert json.dumps(term) == f'"{term.value}"' and f"{term}" == term.value == str(term)
        assert terms(term.value) is term


def test_a_code_nobody_defined_is_refused() -> None:
    with pytest.raises(ValueError):
        OptionKind("perhaps")


@pytest.mark.parametrize(("genuine", "truth"), [(True, Truth.GENUINE), (False, Truth.SCAM), (None, Truth.OPEN)])
def test_the_truth_of_an_item_has_three_words(genuine: bool | None, truth: Truth) -> None:
    assert Truth.of(genuine) is truth
