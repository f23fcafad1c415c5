"""A film on a page: nothing is asked of anyone before a click, and it is wound on."""

import base64
import re

import pytest
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

from accord.attachments.actions import add_file
from accord.attachments.films import code_of
from tests.attachments.files import VTT, sent
from tests.browser.conftest import address

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# A moving square, filmed by the browser itself: two seconds or so.
FILMED = """async () => {
  const drawn = document.createElement("canvas");
  const brush = drawn.getContext("2d");
  const camera = new MediaRecorder(drawn.captureStream(25), {mimeType: "video/webm"});
  const parts = [];
  camera.ondataavailable = (event) => parts.push(event.data);
  camera.start(200);
  for (let step = 0; step < 40; step++) {
    brush.fillStyle = `hsl(${step * 9} 90% 50%)`;
    brush.fillRect(0, 0, drawn.width, drawn.height);
    await new Promise((done) => setTimeout(done, 50));
  }
  await new Promise((done) => { camera.onstop = done; camera.stop(); });
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""

COMPONENT = """<c-video title="Portrait" :address="address" kind="video/webm"
  :captions="captions" language="fr" :transcript="transcript" />"""


@pytest.fixture
def shown(open_page, register):
    """The page of an organisation with a film of its own, and what it asks for."""
    page = open_page(
        "directory:organisation_detail", register.ixelles.pk, person=register.ines
    )
    film = base64.b64decode(page.evaluate(FILMED))
    assert code_of(sent(film)) == "webm"
    kept = [
        add_file(
            register.ixelles, file=sent(content, name), title=name, by=register.ines
        )
        for content, name in ((film, "portrait.webm"), (VTT, "portrait.vtt"))
    ]
    asked: list = []
    page.on("request", lambda request: asked.append(request))
    said = {
        "address": address("attachments:filed_open", kept[0].pk),
        "captions": address("attachments:filed_open", kept[1].pk),
        "transcript": "Une femme devant la maison communale.",
    }
    made = Template(CottonCompiler().process(COMPONENT)).render(Context(said))
    page.evaluate("html => { document.querySelector('main').innerHTML = html }", made)
    return page, asked


def until(page, said):
    """Wait until something is true of the film; the policy lets no page wait itself."""
    for _try in range(100):
        if page.evaluate(f"(film => {said})(document.querySelector('video'))"):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"It never came to be: {said}")


def play(page):
    page.evaluate("document.querySelector('video').play()")
    until(page, "film.currentTime > 0.2")


def test_nothing_is_asked_for_before_a_click_and_a_click_plays_it(shown):
    page, asked = shown
    page.wait_for_timeout(500)
    assert [request.url for request in asked if request.url.endswith("ouvrir/")] == []

    play(page)

    parts = [request for request in asked if request.headers.get("range")]
    assert parts, "the player asks for a part"
    assert {request.response().status for request in parts} == {206}
    until(page, "film.textTracks[0].mode === 'showing'")
    until(page, "film.textTracks[0].cues?.[0]?.text.startsWith('Bonjour')")


def test_it_is_wound_on_and_back(shown):
    page, _asked = shown
    play(page)
    page.evaluate("document.querySelector('video').pause()")

    for moment in (1.2, 0.1):
        page.evaluate(f"document.querySelector('video').currentTime = {moment}")
        until(page, f"!film.seeking && Math.abs(film.currentTime - {moment}) < 0.3")


def test_captions_that_were_put_out_stay_out(shown):
    page, _asked = shown
    play(page)
    page.evaluate("document.querySelector('video').textTracks[0].mode = 'disabled'")
    page.evaluate("document.querySelector('video').pause()")
    play(page)

    until(page, "film.textTracks[0].mode === 'disabled'")


def test_what_is_said_is_written_and_the_film_has_a_page_of_its_own(shown):
    page, _asked = shown
    said = page.get_by_text("Une femme devant la maison communale.")
    assert not said.is_visible()
    page.locator("summary").click()
    assert said.is_visible()

    page.locator(".video p a").click()
    page.wait_for_url(re.compile("ouvrir"))
    until(page, "film?.readyState > 1")
