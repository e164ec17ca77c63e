"""The demonstration's dossiers: scripted receipts and moves, played through the verbs of the one-stop shop."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from motcua.access.types import Actor
from motcua.demo.province import DATA, read_yaml
from motcua.kernel.zone import VIETNAM
from motcua.onestop import actions
from motcua.onestop.queries import Dossier
from motcua.onestop.types import Application, PaperHandedIn, Receiver, ResultDetails
from motcua.org.queries import unit_by_slug
from motcua.people.queries import account_named, actor_of
from motcua.population.types import ApplicantDetails
from motcua.procedures import queries as procedures
from motcua.procedures.types import Channel

CHANNELS = {"direct": Channel.DIRECT, "online": Channel.ONLINE, "postal": Channel.POSTAL}
NAMESPACE = uuid.UUID("6d6f7463-7561-4000-8000-000000000000")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def _actor(username: str, on: date) -> Actor:
    return actor_of(account_named(username), on)


def build_dossiers() -> int:
    """Play every scripted dossier, each move at its own moment by its own official, in the order of time."""
    entries = read_yaml(DATA / "dossiers.yaml")["dossiers"]
    made: dict[int, Dossier] = {}
    events: list[tuple[datetime, int, dict[str, Any]]] = []
    for number, entry in enumerate(entries):
        events.append((_moment(entry["received_at"]), number, {"do": "receive"}))
        for move in entry.get("moves", []):
            events.append((_moment(move["at"]), number, {"do": "move", **move}))
        for key in ("taken", "handed_out"):
            if entry.get(key):
                events.append((_moment(entry[key]["at"]), number, {"do": key, **entry[key]}))
    for at, number, event in sorted(events, key=lambda each: (each[0], each[1])):
        entry = entries[number]
        if event["do"] == "receive":
            made[number] = _receive(number, entry, at)
        else:
            _play(made[number], entry, event, at)
    return len(made)


def _receive(number: int, entry: dict[str, Any], at: datetime) -> Dossier:
    unit = unit_by_slug(entry["unit"], at.date())
    papers = entry.get("papers") or []
    if papers:
        given = [PaperHandedIn(p["code"], p.get("originals", 0), p.get("copies", 0)) for p in papers]
    else:
        process = procedures.process_at(entry["procedure"], unit, at.date())
        given = [
            PaperHandedIn(p.code, p.originals or (0 if p.copies else 1), p.copies)
            for p in process.version.papers.all()
            if p.required
        ]
    person = entry["applicant"]
    return actions.receive(
        application=Application(
            procedure_code=entry["procedure"],
            channel=CHANNELS[entry["channel"]],
            applicant=ApplicantDetails(
                person["name"], person["id_number"], str(person["phone"]), person.get("address") or ""
            ),
            abstract=entry.get("abstract") or "",
            papers=tuple(given),
        ),
        unit=unit,
        key=uuid.uuid5(NAMESPACE, str(number)),
        received_at=at,
        by=_actor(entry["received_by"], at.date()),
        at=at,
    )


def _play(dossier: Dossier, entry: dict[str, Any], event: dict[str, Any], at: datetime) -> None:
    by = _actor(event["by"], at.date())
    here: dict[str, Any] = {"dossier_id": dossier.pk, "seen": None, "by": by, "at": at}
    if event["do"] == "taken":
        actions.take(**here)
    elif event["do"] == "handed_out":
        relation = event.get("relation") or "chính chủ"
        receiver = Receiver(event["receiver"], entry["applicant"]["id_number"], relation)
        actions.hand_out(receiver=receiver, **here)
    elif event["action"] == "send_back":
        actions.send_back(to=event["to"], note=event.get("note") or "Hồ sơ chưa đạt", **here)
    else:
        result = entry.get("result")
        run = dossier.runs.filter(closed_at=None).select_related("step").get()
        if run.step.code == "phe_duyet" and result:
            details = ResultDetails(str(result["number"]), at.date())
            actions.enter_result(details=details, **here)
        actions.pass_on(note=event.get("note") or "", **here)
