"""From the link to 'thank you', and back again."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ninefold.feedback360.rating.road import form_of
from ninefold.vault import queries as vault
from tests.feedback360.rating.rounds import Visitor, an_open_round, filled, forms_of

pytestmark = pytest.mark.django_db

PEOPLE = {"Amir Khan": "peer", "Bea Long": "peer", "Helen Marsh": "line manager", "Zoe Park": "direct report"}
MOST_BYTES = 15 * 1024
MOST_QUERIES = 4


@pytest.fixture
def opened():
    return an_open_round(PEOPLE)


@pytest.fixture
def visitor():
    return Visitor()


def submitted(opened, name):
    return vault.where(vault.open_link(opened.links[name])) is vault.RaterState.SUBMITTED


@pytest.mark.parametrize("name", list(PEOPLE))
def test_every_group_walks_from_link_to_thank_you(opened, visitor, name):
    visitor.send_all(opened.links[name], keep="Asks the night team first.")
    assert visitor.heading == "Thank you. Your answers are sent"
    assert submitted(opened, name)


def test_link_page_says_who_asks_and_who_sees_what_before_the_first_answer(opened, visitor):
    visitor.get(f"/rate/{opened.links['Amir Khan']}")
    for words in ("Ruth Adeyemi asks for your feedback", "You answer as a peer", "two other people", "Privacy notice"):
        assert words in visitor.text
    assert "anonymous" not in visitor.text.lower()


def test_line_manager_is_told_on_every_page_that_they_answer_by_name(opened, visitor):
    visitor.get(f"/rate/{opened.links['Helen Marsh']}")
    assert "You answer by name." in visitor.text
    visitor.press()
    for _ in range(10):
        assert "You answer by name." in visitor.text
        assert "Helen Marsh" in visitor.text
        visitor.answer_page() if "questions/" not in visitor.address else visitor.press()
    assert "by name" in visitor.text


def test_token_stands_in_no_page_and_no_address_after_the_link(opened, visitor):
    token = opened.links["Amir Khan"]
    for _ in visitor.client.get(f"/rate/{token}", secure=True):
        pass
    visitor.answer_all(token)
    visitor.get(visitor.link("start/"))
    assert token not in visitor.page.content.decode()
    assert token not in visitor.address


def test_pages_hold_the_headers_of_a_token_page(opened, visitor):
    visitor.open(opened.links["Amir Khan"])
    for address in (f"/rate/{opened.links['Amir Khan']}", visitor.address, "/rate/wrong"):
        answer = visitor.client.get(address, secure=True)
        assert answer.headers["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer.headers["Cache-Control"]


def test_cookie_is_of_this_host_only_and_out_of_reach_of_scripts(opened, visitor):
    visitor.open(opened.links["Amir Khan"])
    (cookie,) = [one for name, one in visitor.client.cookies.items() if name.startswith("__Host-r-")]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", 24 * 3600)
    assert "sessionid" not in str(visitor.client.cookies)


def test_missing_answers_are_named_and_what_was_answered_is_kept(opened, visitor):
    visitor.open(opened.links["Amir Khan"])
    here = visitor.address
    visitor.press(**{"purpose-1": "5"})
    html = visitor.page.content.decode()
    assert "<title>Error: " in html
    assert "There is a problem" in visitor.text
    assert html.count('href="#q') == 4
    assert html.count("nf-question__error") == 4
    visitor.get(here)
    assert filled(forms_of(visitor.page)[0])["purpose-1"] == "5"


def test_back_to_an_answered_page_shows_the_answers(opened, visitor):
    visitor.open(opened.links["Amir Khan"])
    first = visitor.address
    visitor.answer_page("not-able")
    visitor.get(first)
    sent = filled(forms_of(visitor.page)[0])
    assert {value for name, value in sent.items() if name.startswith(("purpose", "importance"))} == {"not-able"}


def test_another_device_goes_on_where_the_first_stopped(opened, visitor):
    visitor.open(opened.links["Amir Khan"])
    visitor.answer_page()
    visitor.answer_page()
    other = Visitor()
    other.open(opened.links["Amir Khan"])
    assert other.address.endswith("/evaluating/")


def test_stopping_saves_what_is_there_without_complaint(opened, visitor):
    visitor.open(opened.links["Amir Khan"])
    visitor.press("later", **{"purpose-1": "2"})
    assert visitor.heading == "Your answers are saved"
    visitor.get(visitor.link("purpose/"))
    assert filled(forms_of(visitor.page)[0])["purpose-1"] == "2"


def test_finishing_takes_the_pass_off_the_device(opened, visitor):
    visitor.open(opened.links["Amir Khan"])
    visitor.press("later")
    visitor.press()
    assert visitor.heading == "Finished on this device"
    visitor.client.cookies = type(visitor.client.cookies)(
        {name: one.value for name, one in visitor.client.cookies.items() if one["max-age"] != 0}
    )
    visitor.get(visitor.link("purpose/"))
    assert visitor.page.status_code == 404


def test_change_link_comes_back_to_the_check_page(opened, visitor):
    visitor.answer_all(opened.links["Amir Khan"])
    visitor.get(visitor.link("check/"))
    assert "Almost always" not in visitor.text
    visitor.get(visitor.link("care/?to=check"))
    visitor.press(**{"care-1": "5"})
    assert visitor.heading == "Check your answers before sending"
    assert visitor.text.count("Almost always") == 1


def test_sending_with_a_gap_names_it_and_sends_nothing(opened, visitor):
    visitor.open(opened.links["Amir Khan"])
    visitor.answer_page()
    visitor.get(visitor.link("check/"))
    assert "Not answered yet" in visitor.text
    visitor.press()
    assert "There is a problem" in visitor.text
    assert "<title>Error: " in visitor.page.content.decode()
    assert not submitted(opened, "Amir Khan")


def test_sending_twice_is_sending_once(opened, visitor):
    visitor.answer_all(opened.links["Amir Khan"])
    visitor.get(visitor.link("check/"))
    form = filled(forms_of(visitor.page)[0])
    for _ in range(2):
        visitor.post(visitor.link("check/"), form)
        assert visitor.heading == "Thank you. Your answers are sent"
    assert vault.counts(opened.round.id)["peer"].submitted == 1


def test_sent_answers_can_be_changed_and_are_shown(opened, visitor):
    visitor.send_all(opened.links["Amir Khan"], "2", keep="First words.")
    again = Visitor()
    again.open(opened.links["Amir Khan"])
    assert again.heading == "Thank you. Your answers are sent"
    again.get(again.link("questions/?to=check"))
    assert filled(forms_of(again.page)[0])["keep"] == "First words."
    again.press(keep="Other words.")
    assert "Other words." in again.text
    again.press()
    assert again.heading == "Thank you. Your answers are sent"


def test_answers_are_taken_back_and_sent_again(opened, visitor):
    visitor.send_all(opened.links["Amir Khan"])
    visitor.get(visitor.link("withdraw/"))
    assert submitted(opened, "Amir Khan")
    visitor.press()
    assert visitor.heading == "You took your answers back"
    assert not submitted(opened, "Amir Khan")
    visitor.get(visitor.link("check/"))
    visitor.press()
    assert submitted(opened, "Amir Khan")


@pytest.mark.parametrize("reason", ["declined", "wrong person"])
def test_declining_takes_two_presses_and_is_undone_with_the_same_link(opened, visitor, reason):
    rater_pass = vault.open_link(opened.links["Amir Khan"])
    visitor.get(f"/rate/{opened.links['Amir Khan']}")
    visitor.press("not-taking-part")
    assert visitor.heading == "Would you rather not take part?"
    assert vault.where(rater_pass) is vault.RaterState.INVITED
    visitor.press(reason)
    assert vault.where(rater_pass).value == reason
    again = Visitor()
    again.open(opened.links["Amir Khan"])
    again.press()
    assert vault.where(rater_pass) is vault.RaterState.INVITED
    assert again.address.endswith("/purpose/")


def test_wrong_group_is_changed_by_the_rater_until_sent(opened, visitor):
    visitor.get(f"/rate/{opened.links['Amir Khan']}")
    visitor.press("group")
    visitor.press(group="direct report")
    assert "You answer as a direct report" in visitor.text
    assert "I feel" in visitor.text or "care-impact" not in visitor.text
    visitor.send_all(opened.links["Amir Khan"])
    assert vault.counts(opened.round.id)["direct report"].submitted == 1
    visitor.get(visitor.link("group/"))
    assert visitor.heading == "Thank you. Your answers are sent"


@pytest.mark.parametrize("group", ["self", "nobody", ""])
def test_nobody_becomes_the_participant_or_a_group_that_is_not_there(opened, visitor, group):
    visitor.get(f"/rate/{opened.links['Amir Khan']}")
    visitor.press("group")
    visitor.press(group=group)
    assert "There is a problem" in visitor.text
    assert vault.open_link(opened.links["Amir Khan"]).group == "peer"


def test_group_changed_on_another_device_is_noticed_when_sending(opened, visitor):
    visitor.answer_all(opened.links["Amir Khan"])
    visitor.get(visitor.link("check/"))
    other = Visitor()
    other.get(f"/rate/{opened.links['Amir Khan']}")
    other.press("group")
    other.press(group="other")
    visitor.press()
    assert visitor.heading == "Check your answers before sending"
    visitor.press()
    assert vault.counts(opened.round.id)["other"].submitted == 1


def test_page_changed_on_another_device_is_saved_and_told(opened, visitor):
    visitor.open(opened.links["Amir Khan"])
    stale = filled(forms_of(visitor.page)[0])
    first = visitor.address
    other = Visitor()
    other.open(opened.links["Amir Khan"])
    other.answer_page("1")
    answers = dict.fromkeys(form_of("nine-dimensions", "1.0", "peer").page("purpose").items, "5")
    visitor.post(first, stale | answers)
    assert "was changed on another device" in visitor.text
    visitor.get(first)
    assert filled(forms_of(visitor.page)[0])["purpose-1"] == "5"


def test_answers_changed_elsewhere_are_looked_at_before_sending(opened, visitor):
    visitor.answer_all(opened.links["Amir Khan"])
    visitor.get(visitor.link("check/"))
    other = Visitor()
    other.open(opened.links["Amir Khan"])
    other.get(other.link("care/"))
    other.press(**{"care-1": "1"})
    visitor.press()
    assert "changed on another device" in visitor.text
    assert not submitted(opened, "Amir Khan")
    visitor.press()
    assert submitted(opened, "Amir Khan")


def test_two_rounds_in_two_tabs_of_one_browser_never_mix(visitor):
    first, second = an_open_round(), an_open_round(participant="Sam Field")
    visitor.open(first.links["Amir Khan"])
    of_ruth = visitor.address
    visitor.open(second.links["Amir Khan"])
    of_sam = visitor.address
    assert of_ruth.split("/")[2] != of_sam.split("/")[2]
    visitor.get(of_ruth)
    assert "Ruth Adeyemi" in visitor.text
    assert "Sam Field" not in visitor.text
    visitor.answer_page("1")
    visitor.get(of_sam)
    assert "Sam Field" in visitor.text
    assert " checked" not in visitor.page.content.decode()


def test_autosave_keeps_what_is_there_and_says_when(opened, visitor):
    visitor.open(opened.links["Amir Khan"])
    here, form = visitor.address, filled(forms_of(visitor.page)[0])
    answer = visitor.post(here, form | {"purpose-1": "3"}, **{"X-Autosave": "1"})
    told = answer.json()
    assert told["saved"] is True
    assert told["words"].startswith("Saved at ")
    answer = visitor.post(here, form | {"purpose-1": "3", "opened": told["opened"]}, **{"X-Autosave": "1"})
    assert answer.json()["notice"] == ""
    visitor.get(here)
    assert filled(forms_of(visitor.page)[0])["purpose-1"] == "3"


def test_exact_counts_stand_on_how_you_will_appear(opened, visitor):
    visitor.answer_all(opened.links["Amir Khan"])
    assert "2 peers were asked." in visitor.text
    assert "The line manager’s answers are shown by name: Helen Marsh." in visitor.text
    opened.add("Cat Dale", "peer")
    visitor.get(visitor.address)
    assert "3 peers were asked." in visitor.text


def test_words_that_may_single_out_are_warned_of_and_never_blocked(opened, visitor):
    visitor.answer_all(opened.links["Amir Khan"], keep="As the only podiatrist I felt seen. Amir")
    assert "‘podiatrist’ and ‘Amir’ may show that this is you" in visitor.text
    visitor.get(visitor.link("check/"))
    assert "Two words below may point to you" in visitor.text
    visitor.press()
    assert visitor.heading == "Thank you. Your answers are sent"


@pytest.mark.parametrize("name", ["Amir Khan", "Zoe Park"])
def test_each_page_asks_few_queries_and_is_small(opened, name):
    Visitor().send_all(opened.links["Bea Long"])
    counted: list[tuple[str, int, int]] = []

    class Counting(Visitor):
        def _shown(self, response, address):
            return response

        def get(self, address):
            return self.counted("get", address)

        def post(self, address, data, **headers):
            return self.counted("post", address, dict(data))

        def counted(self, method, address, *data):
            with CaptureQueriesContext(connection) as asked:
                answer = getattr(self.client, method)(address, *data, secure=True)
            reads = [one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
            counted.append((f"{method} {address}", len(reads), len(answer.content)))
            if answer.status_code == 303:
                return self.get(answer.headers["Location"])
            self.page, self.address = answer, address
            return answer

    Counting().send_all(opened.links[name], keep="x" * 200)
    assert len(counted) >= 26
    # Sending is one transaction of the vault: it locks, checks, seals and forgets.
    assert [one for one in counted if one[1] > MOST_QUERIES and not one[0].startswith("post")] == []
    assert [one for one in counted if one[1] > MOST_QUERIES and "check/" not in one[0]] == []
    rating_pages = [one for one in counted if "/r/" in one[0] and "check/" not in one[0]]
    assert [one for one in rating_pages if one[2] > MOST_BYTES] == []
