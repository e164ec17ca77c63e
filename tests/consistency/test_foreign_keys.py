"""Foreign keys are strings, which import-linter cannot see: they point downwards and leave no name below."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from tests.consistency.source import code, last_name, place, tree

RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def height(model: type[models.Model]) -> int:
    """Where a model's app stands, counted from the ground; -1 for what is not ours."""
    config = apps.get_app_config(model._meta.app_label)
    return settings.MOTCUA_APPS.index(config.name) if config.name in settings.MOTCUA_APPS else -1


def crossings(known: Iterable[type[models.Model]]) -> list[str]:
    """Foreign keys between apps that point upwards, or that give the lower model a name for the upper one."""
    wrong = []
    for model in known:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model
            if not field.is_relation or not isinstance(target, type) or height(target) < 0 or height(model) < 0:
                continue
            if height(target) > height(model):
                wrong.append(f"{field} points up at {target._meta.label}")
            if height(target) != height(model) and getattr(field.remote_field, "related_name", "") != "+":
                wrong.append(f'{field} needs related_name="+"')
    return wrong


def unquoted(module: ast.Module) -> list[int]:
    """The lines on which a relation names its model as a class instead of a string."""
    lines = []
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and last_name(call) in RELATIONS:
            target = call.args[0] if call.args else next(k.value for k in call.keywords if k.arg == "to")
            if not (isinstance(target, ast.Constant) and isinstance(target.value, str)):
                lines.append(call.lineno)
    return lines


def test_every_foreign_key_between_apps_points_downwards_and_is_unknown_below() -> None:
    assert not crossings(apps.get_models(include_auto_created=True))


@isolate_apps("motcua.org", "motcua.people")
def test_a_planted_foreign_key_that_points_up_is_caught() -> None:
    class Account(models.Model):
        class Meta:
            app_label = "people"

    class Unit(models.Model):
        head = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="leads")

        class Meta:
            app_label = "org"

    assert crossings([Account, Unit]) == [
        "org.Unit.head points up at people.Account",
        'org.Unit.head needs related_name="+"',
    ]


def test_every_relation_names_its_model_as_a_string() -> None:
    found = {place(path): unquoted(tree(path)) for path in code() if "tests" not in path.parts}
    assert not {name: lines for name, lines in found.items() if lines}


def test_a_planted_relation_by_class_is_caught() -> None:
    assert unquoted(ast.parse("a = models.ForeignKey(Unit)\nb = models.OneToOneField(to='org.Unit')")) == [1]
