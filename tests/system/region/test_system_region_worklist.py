"""From a file to a worklist in a real browser, and with the caregiver's own key, which never leaves it."""

from __future__ import annotations

import io
import re

import pytest
from python_calamine import CalamineWorkbook

KEY_MARK = "Alva-Hemlig"
"""A name that stands in the key file, and that nothing sent from the browser may hold."""

PAGES = {
    "file": "/region/fil/",
    "checked": "/region/fil/granskad/",
    "clocks": "/region/fil/klockor/",
    "clocks-none": "/region/fil/klockor/?lage=unknown",
    "worklist": "/region/fil/arbetslista/",
    "worklist-over": "/region/fil/arbetslista/?lage=over&dagar=30",
    "worklist-wrong": "/region/fil/arbetslista/?dagar=snart",
}


def send(page, site, name="kontakter-2019-10-med-fel.csv", english=False):
    """Choose and send a file of the example's inbox."""
    page.goto("/en/region/fil/" if english else "/region/fil/")
    page.locator("#id_file").set_input_files(site.data / "region" / "inbox" / name)
    page.locator("main form[enctype] button").click()


@pytest.mark.parametrize("english", [False, True], ids=["sv", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_about_a_file_fit_and_are_accessible(
    browse, log_in, serve_copy, assert_accessible, assert_fits, screenshot, english, width
):
    with serve_copy() as own:
        page = log_in(browse(width, site=own), "Ana Lytiker")
        page.watch.allowed_statuses = {400}
        send(page, own, english=english)
        for name, path in PAGES.items():
            page.goto(f"/en{path}" if english else path)
            assert page.locator("html").get_attribute("lang") == ("en" if english else "sv")
            assert_fits(page)
            assert_accessible(page)
            screenshot(page, f"region-{name}-{'en' if english else 'sv'}-{width}")
            main = page.locator("main").inner_text()
            assert re.search(r"\bkr\b|kronor", main) is None
            if english:
                assert not {"komma", "passerad", "bestämd", "Enhet"} & set(re.findall(r"\w+", main))


def test_a_months_file_gives_findings_a_marked_workbook_and_a_worklist(browse, log_in, serve_copy):
    with serve_copy() as own:
        page = log_in(browse(1280, site=own), "Ana Lytiker")
        send(page, own)
        assert page.locator("h1").inner_text() == "5 fel behöver rättas innan filen kan läsas in"
        with page.expect_download() as marked:
            page.get_by_role("link", name="Ditt eget arbetsblad med cellerna märkta").click()
        book = CalamineWorkbook.from_filelike(io.BytesIO(marked.value.path().read_bytes()))
        assert len(book.get_sheet_by_name("Fel").to_python()) >= 6
        page.get_by_role("link", name="Arbetslista: vilka är över gränsen?").click()
        assert "har passerat sin gräns" in page.locator("h1").inner_text()
        assert "Listan är inte hel" in page.locator("main").inner_text()
        assert "HSL (2017:30) 9 kap. 2 §" in page.locator("main").inner_text()
        assert page.locator("script").count() == 0
        days = page.locator("tbody td:nth-child(3)").all_inner_texts()
        left = [int(day.replace("\u2212", "-").replace("\xa0", "")) for day in days if "–" not in day]
        assert left[0] < 0
        page.get_by_label("Läge").select_option(label="Passeras snart")
        page.get_by_label("Snart är inom så många dagar").fill("30")
        page.get_by_role("button", name="Visa", exact=True).click()
        told = page.get_by_role("heading", name=re.compile(r"^\d+ väntande$")).inner_text()
        soon = int(told.split()[0])
        assert soon >= page.locator("tbody tr").count() > 0
        with page.expect_download() as fetched:
            page.get_by_role("link", name="Arbetslistan (CSV för Excel)").click()
        lines = fetched.value.path().read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) - 1 == soon
        page.get_by_role("link", name="Alla klockor i filen").first.click()
        assert page.locator("h1").inner_text().startswith("Filen har ")


def choose_key(page, folder, text, encoding="utf-8"):
    path = folder / f"nyckel-{len(list(folder.iterdir()))}.csv"  # a browser takes the same one for no change
    path.write_bytes(text.encode(encoding))
    page.locator("#own-key-file").set_input_files(path)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("english", [False, True], ids=["sv", "en"])
def test_the_own_key_shows_who_they_are_and_nothing_is_sent(
    browse, log_in, serve_copy, tmp_path, assert_fits, screenshot, width, english
):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="install the dependency group test"
    )
    with serve_copy() as own:
        page = log_in(browse(width, script=True, site=own), "Ana Lytiker")
        send(page, own, english=english)
        page.goto("/en/region/fil/arbetslista/" if english else "/region/fil/arbetslista/")
        requests = []
        page.context.on("request", lambda request: requests.append(request))
        page.get_by_role(
            "button", name="Show with your own key file" if english else "Visa med egen nyckelfil"
        ).click()
        page.wait_for_selector("#own-key-file")
        first, second = page.locator("[data-contact]").all_inner_texts()[:2]
        asked = len(requests)
        choose_key(
            page,
            tmp_path,
            f'VardkontaktId;Namn;"Lokalt; nr"\r\n{second};{KEY_MARK} Åsa;"7;8"\r\n{first};<b>Bo</b>;9\r\n',
            "windows-1252",
        )
        page.wait_for_selector(".own-key-cell")
        rows = page.locator("tbody tr")
        assert rows.nth(0).locator(".own-key-cell").all_inner_texts() == ["<b>Bo</b>", "9"]
        assert rows.nth(1).locator(".own-key-cell").all_inner_texts() == [f"{KEY_MARK} Åsa", "7;8"]
        assert rows.nth(2).locator(".own-key-cell").all_inner_texts() == ["–", "–"]
        told = page.locator("#own-key-told").inner_text()
        assert told.startswith("2 of " if english else "2 av ")
        assert_fits(page)
        screenshot(page, f"region-own-key-{'en' if english else 'sv'}-{width}")
        # The faults of another file take the columns away, and repeat nothing of what stands in it.
        choose_key(page, tmp_path, f"VardkontaktId;Namn;\n;{KEY_MARK}\na;{KEY_MARK};;x\na;{KEY_MARK}\n")
        page.wait_for_selector("#own-key-told p:nth-of-type(3)")
        faults = page.locator("#own-key-told p").all_inner_texts()
        assert [re.findall(r"\d", one) for one in faults] == [["3"], ["2"], ["3"], ["4"]]
        assert KEY_MARK not in page.locator("main").inner_text()
        assert page.locator(".own-key-cell").count() == 0
        # Nothing was asked for after the file was chosen, not of us either; and nothing is kept.
        assert requests[asked:] == []
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
        page.goto("/region/fil/arbetslista/")
        for request in requests:
            assert KEY_MARK not in (request.post_data or "") + request.url + str(request.headers)
        # The browser itself refuses the page to connect, whatever a script would try.
        page.goto("/region/fil/arbetslista/")
        page.get_by_role("button", name="Visa med egen nyckelfil").click()
        page.wait_for_selector("#own-key-file")
        page.watch.allowed_statuses = {0}
        tried = page.evaluate(
            "fetch('/region/fil/', {method: 'POST', body: 'x'}).then(() => 'sent', () => 'refused')"
        )
        assert tried == "refused"
        page.watch.faults.clear()  # the refusal that was asked for is told in the console
        found = axe.Axe()
        twin = browse(
            width, script=True, bypass_csp=True, site=own, storage_state=page.context.storage_state()
        )
        twin.goto("/region/fil/arbetslista/")
        twin.get_by_role("button", name="Visa med egen nyckelfil").click()
        choose_key(twin, tmp_path, f"VardkontaktId;Namn\n{first};{KEY_MARK}\n")
        twin.wait_for_selector(".own-key-cell")
        grave = [
            fault["id"]
            for fault in found.run(twin).response["violations"]
            if fault["impact"] in ("serious", "critical")
        ]
        assert grave == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["ingen kolumn för kontaktens id"]),
        ("Namn;Nr\nAlva;1\n", ["ingen kolumn för kontaktens id"]),
        ("VardkontaktId\nk-1\n", ["bara id och inget att visa"]),
        ("VardkontaktId;Namn\n", ["inga rader"]),
        ("VardkontaktId;Kontakt;Namn\na;b;c\n", ["Flera kolumner"]),
        ('VardkontaktId;Namn\na;"utan slut\n', ["går inte att läsa som CSV"]),
        ("PK\x03\x04", ["går inte att läsa som CSV"]),
        ("VardkontaktId,Namn,Namn\nk,a,b\n", ["Kolumn 3"]),
    ],
)
def test_what_is_wrong_with_a_key_is_told_in_the_browser(browse, log_in, site, tmp_path, text, told):
    page = log_in(browse(1280, script=True), "Ana Lytiker")
    send(page, site)
    page.goto("/region/fil/arbetslista/")
    page.get_by_role("button", name="Visa med egen nyckelfil").click()
    choose_key(page, tmp_path, text)
    page.wait_for_selector("#own-key-told p")
    faults = page.locator("#own-key-told p").all_inner_texts()
    assert len(faults) == len(told)
    for fault, part in zip(faults, told, strict=True):
        assert part in fault
    assert page.locator("#own-key-file").get_attribute("aria-invalid") == "true"


def test_without_javascript_the_page_says_what_to_do_instead(browse, log_in, site):
    page = log_in(browse(390), "Ana Lytiker")
    send(page, site)
    page.goto("/region/fil/arbetslista/")
    page.get_by_role("button", name="Visa med egen nyckelfil").click()
    assert page.locator("#own-key-file").is_visible() is False
    text = page.locator("main").inner_text()
    assert "vardvag clocks FIL --worklist --key NYCKELFIL" in text
    assert page.locator("[data-contact]").count() > 0
    page.get_by_role("link", name="Tillbaka till listan utan nyckelfil").click()
    assert page.locator("script").count() == 0
