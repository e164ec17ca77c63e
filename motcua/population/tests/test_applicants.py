"""The register of applicants: one row a person, renewed by what they say now, found by numbers and never by name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.access.types import Actor
from motcua.kernel.refusal import Malformed
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import story_of
from motcua.population.actions import register_applicant
from motcua.population.models import Applicant
from motcua.population.queries import find
from motcua.population.types import ApplicantDetails

pytestmark = pytest.mark.django_db
AT = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
CLERK = Actor(user_id=7, name="Trần Thị Ngọc Diễm")
SAID = {
    "name": "Chamaléa Thị Mơ",
    "id_number": "058192000017",
    "phone": "0900 000 017",
    "address": "Khu phố 3",
    "email": "mo@vidu.vn",
}


def register(**changed: Any) -> Applicant:
    return register_applicant(details=ApplicantDetails(**(SAID | changed)), by=CLERK, at=AT)


def test_a_person_is_registered_with_clean_numbers_and_one_spelling() -> None:
    person = register(id_number="058 192 000 017", name="  Hoà   Thuý ", email=" hoa@vidu.vn ")
    person.refresh_from_db()
    assert (person.id_number, person.phone) == ("058192000017", "0900000017")
    assert person.name == "Hòa Thúy"
    assert person.email == "hoa@vidu.vn"
    assert [row.says for row in story_of("population.applicant", person.pk)] == ["Ghi nhận người nộp hồ sơ Hòa Thúy."]


def test_the_same_person_again_is_the_same_row_and_tells_nothing() -> None:
    first = register()
    assert register() == first
    assert story_of("population.applicant", first.pk).count() == 1


def test_new_details_replace_the_old_and_the_ledger_keeps_both() -> None:
    register()
    person = register(address="Khu phố 9", phone="0900000099")
    person.refresh_from_db()
    assert (person.address, person.phone) == ("Khu phố 9", "0900000099")
    row = story_of("population.applicant", person.pk).last()
    assert row is not None
    assert row.says == "Cập nhật số điện thoại, địa chỉ theo lời khai mới."
    assert row.data["changed"] == {"phone": ["0900000017", "0900000099"], "address": ["Khu phố 3", "Khu phố 9"]}


def test_what_is_left_out_this_time_is_not_forgotten() -> None:
    register()
    person = register(address="", email="")
    person.refresh_from_db()
    assert (person.address, person.email) == ("Khu phố 3", "mo@vidu.vn")


@pytest.mark.parametrize(
    ("changed", "field"), [({"id_number": "1"}, "id_number"), ({"phone": "1"}, "phone"), ({"name": " \t"}, "name")]
)
def test_malformed_details_are_refused_at_their_field_and_leave_nothing(changed: dict[str, str], field: str) -> None:
    with pytest.raises(Malformed) as refused, transaction.atomic():
        register(**changed)
    assert refused.value.field == field
    assert not Applicant.objects.exists()


def test_the_database_keeps_no_number_that_is_none() -> None:
    with pytest.raises(IntegrityError, match="population_id_number_is_12_digits"), transaction.atomic():
        Applicant.objects.create(id_number="05819200001A", name="X", phone="0900000017")


@pytest.mark.parametrize("typed", ["058192000017", "058 192", "0581", "0017", "0900000017", "0900 0000"])
def test_people_are_found_by_the_beginning_of_a_number_or_the_end_of_the_personal_one(typed: str) -> None:
    person = register()
    register(id_number="038090000001", phone="0911111111", name="Người khác")
    assert find(typed) == [person]


@pytest.mark.parametrize("typed", ["", "058", "Chamaléa", "Thị Mơ", "9999", "%", "____"])
def test_nobody_is_found_by_name_or_by_too_few_digits(typed: str) -> None:
    register()
    assert find(typed) == []


def test_no_more_are_given_than_were_asked_for() -> None:
    for number in range(12):
        register(id_number=f"0581920000{number:02}")
    assert len(find("0581920000")) == 8
    assert len(find("0581920000", limit=3)) == 3
