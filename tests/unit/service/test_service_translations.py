"""Every Swedish text of the pages has its English, and the compiled file is the written one."""

from __future__ import annotations

import gettext
import re

import pytest

pytest.importorskip("babel", reason="install the extra [service]")

from vardvag.service import translations

pytestmark = pytest.mark.usefixtures("django_demo")


def test_every_text_has_english():
    assert translations.without_english(translations.catalog()) == []


def test_no_english_is_kept_for_a_text_that_is_gone():
    kept = {message.id for message in translations.catalog() if message.id}
    assert kept - set(translations.texts()) == set()


def test_the_placeholders_are_the_same_in_both():
    for message in translations.catalog():
        if message.id:
            names = [sorted(re.findall(r"%\((\w+)\)s", text)) for text in (message.id, message.string)]
            assert names[0] == names[1], message.id


def test_the_compiled_file_is_up_to_date():
    with translations.MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in translations.catalog():
        if message.id:
            assert compiled.gettext(message.id) == message.string


def test_texts_are_found_in_templates_and_in_code():
    found = translations.texts()
    assert "look/templates/look/page.html" in found["Logga ut"]
    assert "pages/navigation.py" in found["Min sida"]
    assert "Vårdväg %(version)s. Öppen källkod under EUPL 1.2." in found
