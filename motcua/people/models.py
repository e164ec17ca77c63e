"""Accounts, and what a person was and might do, with dates."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from motcua.access.rights import ROLE_NAMES


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; signing up by oneself does not exist."""

    def create_user(self, username: str, name: str, password: str | None = None, **more: Any) -> Account:
        """An account; without a password nobody can sign in with it."""
        account = self.model(username=username, name=name, **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who signs in (tài khoản). Rights never hang here: see `RoleHeld`."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    objects = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        db_table = "people_account"

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The printed name."""
        return self.name


class PostHeld(models.Model):
    """A post a person held at a unit during a span of days (chức vụ, chức danh đảm nhiệm)."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    valid = DateRangeField()
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "people_post_held"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="people_one_post_of_a_title_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("title", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return self.title


class RoleHeld(models.Model):
    """A role a person held at a unit during a span of days (vai trò). Rights follow from it on each day."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=40, choices=list(ROLE_NAMES.items()))
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "people_role_held"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="people_a_role_is_held_once_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"
