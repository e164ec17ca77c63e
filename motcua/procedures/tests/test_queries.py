"""Finding procedures with and without marks, versions by day, and who receives what where."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.kernel.text import fold, syllables
from motcua.org.queries import unit_by_slug
from motcua.org.types import UnitOn
from motcua.procedures import queries
from motcua.procedures.models import Procedure, ProcedureVersion
from motcua.procedures.queries import NoSuchProcedure, NotInForce, NotOffered
from motcua.procedures.types import Channel

pytestmark = pytest.mark.django_db
DAY = date(2024, 9, 9)
BIRTH = "1.001193"
WARD, CITY = "phuong-dong-hai-22768", "thanh-pho-phan-rang-thap-cham-582"
NAMES = st.deferred(lambda: st.sampled_from(sorted(Procedure.objects.values_list("code", "name"))))
searching = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def unit(slug: str = WARD, day: date = DAY) -> UnitOn:
    return unit_by_slug(slug, day)


def found(words: str) -> set[str]:
    return set(queries.search(words).values_list("code", flat=True))


@searching
@given(name=NAMES, data=st.data())
def test_every_word_of_a_name_finds_it_with_and_without_marks(name: tuple[str, str], data: st.DataObject) -> None:
    code, words = name[0], syllables(name[1])
    start = data.draw(st.integers(0, len(words) - 1))
    some = words[start : start + data.draw(st.integers(1, 5))]
    for typed in (" ".join(some), fold(" ".join(some)), " ".join(some).upper(), "  ".join(reversed(some))):
        assert code in found(typed), typed


@searching
@given(name=NAMES, data=st.data())
def test_a_word_only_begun_finds_it_too(name: tuple[str, str], data: st.DataObject) -> None:
    word = fold(data.draw(st.sampled_from(syllables(name[1]))))
    assert name[0] in found(word[: data.draw(st.integers(1, len(word)))])


@searching
@given(name=NAMES, data=st.data())
def test_a_word_with_marks_never_finds_more_than_the_bare_one(name: tuple[str, str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(syllables(name[1])))
    assert found(word) <= found(fold(word))


@searching
@given(st.text(max_size=40).filter(lambda text: "\0" not in text))
def test_whatever_is_typed_is_answered(words: str) -> None:
    assert found(words) <= found("")


def test_marks_matter_where_they_are_typed() -> None:
    assert BIRTH in found("khai sinh")
    assert BIRTH not in found("khái sinh")
    assert BIRTH not in found("khai tử")


@pytest.mark.parametrize(("words", "first"), [("khai sinh", BIRTH), ("ket hon", "1.000894")])
def test_the_name_that_says_little_else_comes_first(words: str, first: str) -> None:
    assert queries.search(words)[0].code == first


def test_all_words_must_occur() -> None:
    assert BIRTH not in found("khai sinh tàu cá")


def test_a_code_or_its_beginning_finds_by_code_alone() -> None:
    assert found(BIRTH) == {BIRTH}
    assert found(" 1.0011 ") >= {BIRTH}
    assert all(code.startswith("1.0011") for code in found("1.0011"))


def test_an_empty_search_lists_all_in_order_of_field() -> None:
    listed = list(queries.search("").values_list("field", "code"))
    assert len(listed) == Procedure.objects.count()
    fields = [field for field, _ in listed]
    for field in set(fields):
        codes = [code for each, code in listed if each == field]
        assert codes == sorted(codes)
        assert fields[fields.index(field) : fields.index(field) + len(codes)] == [field] * len(codes)


def test_a_search_stays_within_what_a_counter_offers() -> None:
    offered = queries.offered_at(unit(), DAY)
    assert set(queries.search("khai sinh", offered)) <= set(offered)
    assert "2.000528" not in set(queries.search("khai sinh", offered).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("code", "day", "term"),
    [
        ("1.004859", date(2025, 6, 30), "3d"),
        ("1.004859", date(2025, 7, 1), "1d"),
        ("1.013225", date(2025, 6, 30), "15c"),
        ("1.013225", date(2025, 7, 1), "10d"),
        (BIRTH, date(2021, 1, 1), "1t"),
    ],
)
def test_the_version_of_a_day_is_the_one_in_force_then(code: str, day: date, term: str) -> None:
    assert queries.version_on(code, day).term_for(Channel.DIRECT) == term


@pytest.mark.parametrize(
    ("code", "day", "kind", "says"),
    [
        ("9.999999", DAY, NoSuchProcedure, "Không có thủ tục mang mã «9.999999»"),
        ("", DAY, NoSuchProcedure, "Không có thủ tục"),
        ("1.014027", date(2025, 6, 30), NotInForce, "chỉ có hiệu lực từ ngày 01/07/2025"),
        ("1.000798", date(2024, 8, 1), NotInForce, "đã hết hiệu lực từ ngày 01/08/2024"),
        (BIRTH, date(2020, 12, 31), NotInForce, "chưa có dữ liệu trước ngày 01/01/2021"),
    ],
)
def test_a_day_without_a_version_is_refused_with_the_day_it_began_or_ended(
    code: str, day: date, kind: type[Exception], says: str
) -> None:
    with pytest.raises(kind, match=says):
        queries.version_on(code, day)


def test_the_last_day_of_a_version_still_holds() -> None:
    assert queries.version_on("1.000798", date(2024, 7, 31)).in_force(date(2024, 7, 31))


def test_two_versions_of_one_procedure_cannot_overlap() -> None:
    version = queries.version_on("1.004859", DAY)
    again = ProcedureVersion(procedure=version.procedure, valid=version.valid, fee_kind="free", result_name="x")
    with pytest.raises(IntegrityError, match="procedures_versions_do_not_overlap"), transaction.atomic():
        again.save()


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        (BIRTH, WARD),
        ("2.000528", CITY),
        ("2.000635", WARD),
        ("2.000635", CITY),
    ],
)
def test_a_unit_receives_what_its_level_receives(code: str, slug: str) -> None:
    process = queries.process_at(code, unit(slug), DAY)
    assert process.level == unit(slug).level
    assert process.version.procedure.code == code
    orders = [step.order for step in process.steps.all()]
    assert orders == sorted(orders)
    assert queries.offered_at(unit(slug), DAY).filter(code=code).exists()


@pytest.mark.parametrize(("code", "slug"), [("2.000528", WARD), (BIRTH, CITY), (BIRTH, "so-tu-phap")])
def test_a_unit_of_another_level_is_refused_with_the_level_that_receives(code: str, slug: str) -> None:
    with pytest.raises(NotOffered, match=r"không tiếp nhận thủ tục .*\(thủ tục cấp (xã|huyện)\)"):
        queries.process_at(code, unit(slug), DAY)
    assert not queries.offered_at(unit(slug), DAY).filter(code=code).exists()


def test_a_provincial_procedure_is_received_where_its_process_says_and_nowhere_else() -> None:
    version = queries.version_on("1.003650", DAY)
    (process,) = version.processes.all()
    assert process.receives
    assert queries.process_at("1.003650", unit(process.receives), DAY) == process
    with pytest.raises(NotOffered):
        queries.process_at("1.003650", unit("so-tu-phap"), DAY)


def test_what_is_offered_is_exactly_what_is_not_refused() -> None:
    for slug in (WARD, CITY):
        offered = set(queries.offered_at(unit(slug), DAY).values_list("code", flat=True))
        for code in Procedure.objects.values_list("code", flat=True):
            try:
                queries.process_at(code, unit(slug), DAY)
            except (NotOffered, NotInForce):
                assert code not in offered, code
            else:
                assert code in offered, code


def test_a_version_holds_its_papers_in_order_and_its_fee_in_words() -> None:
    version = queries.version_on(BIRTH, DAY)
    orders = [paper.order for paper in version.papers.all()]
    assert orders == list(range(1, len(orders) + 1))
    assert version.fee_in_words() == "Không thu"
    assert ("Trực tiếp", "trong ngày làm việc") in version.terms_in_words


def test_an_unknown_fee_is_never_shown_as_zero() -> None:
    for version in ProcedureVersion.objects.all():
        for channel in Channel:
            words = version.fee_in_words(channel)
            assert words
            assert not words.startswith("0 "), version
            if version.fee_kind == "unknown":
                assert words == "Chưa rõ"


def test_on_no_day_do_two_versions_of_one_procedure_hold() -> None:
    for procedure in Procedure.objects.prefetch_related("versions"):
        versions = list(procedure.versions.all())
        edges = [edge for version in versions for edge in (version.valid.lower, version.valid.upper) if edge]
        for day in (edge + timedelta(days=step) for edge in edges for step in (-1, 0)):
            assert sum(version.in_force(day) for version in versions) <= 1, (procedure.code, day)


def test_a_process_that_was_read_is_kept_until_its_version_or_its_name_is_written_again() -> None:
    first = queries.process_at(BIRTH, unit(), DAY)
    assert queries.process_at(BIRTH, unit(), DAY) is first
    for name in ("Khai sinh", "Đăng ký khai sinh"):  # twice in one transaction
        Procedure.objects.filter(code=BIRTH).update(name=name)
        assert queries.process_at(BIRTH, unit(), DAY).version.procedure.name == name
    version = ProcedureVersion.objects.get(pk=first.version_id)
    version.valid = DateRange(version.valid.lower, DAY)
    version.save(update_fields=["valid"])
    with pytest.raises(NotInForce):
        queries.process_at(BIRTH, unit(), DAY)
    assert queries.process_at(BIRTH, unit(), DAY - timedelta(1)).version.until == DAY
