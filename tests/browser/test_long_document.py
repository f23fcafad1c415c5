"""The page of a long document, while it is made."""

from accord.answers import making
from tests.browser.test_accessible import LOOKS, faults_of
from tests.notifications.working import work_off


def test_it_looks_again_by_itself_and_is_accessible_meanwhile(
    open_page, cast, monkeypatch
):
    monkeypatch.setattr(making, "AT_ONCE", 0)
    page = open_page("answers:answer_document", "missions", person=cast.lea)
    page.locator("main form [type=submit]").last.click()
    page.locator("progress").wait_for()
    assert not faults_of(page, LOOKS["fr"])

    work_off()
    page.get_by_text("Le document est prêt").wait_for()
    assert page.locator("progress").count() == 0
    assert not faults_of(page, LOOKS["fr"])
