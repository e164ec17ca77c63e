"""Accounts: who signs in, when they may not, and what protects their password."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast

from motcua.kernel.text import name_sort_key, search_vector
from motcua.people.models.spans import Span, SpanQuerySet
from motcua.people.types import AccountKind, ClosureKind


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; signing up by oneself does not exist."""

    def create_user(self, username: str, name: str, password: str | None = None, **more: Any) -> Account:
        """An account with its place in lists and searches; without a password nobody can sign in with it."""
        words = search_vector(f"{re.sub(r'[^0-9a-zA-Z]+', ' ', username)} {name}")
        account = self.model(username=username, name=name, sort_key=name_sort_key(name), **more)
        account.search = Cast(Value(words), SearchVectorField())
        account.set_password(password)
        account.save(using=self._db)
        account.refresh_from_db(fields=["search"])
        return account


class Account(AbstractBaseUser):
    """A person who signs in (tài khoản). Rights never hang here: see `RoleHeld`; nor does being closed: see `Closure`.

    One of kind software is a client of the HTTP API: it has no password but secrets, see `ClientSecret`.
    `password_is_short` says that the password would not do without a second factor, `must_change_password` that an
    administrator set it and its owner has not yet.
    """

    username = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=AccountKind.choices, default=AccountKind.PERSON)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=400, db_collation="C")
    search = SearchVectorField()
    email = models.EmailField(blank=True)
    opened_at = models.DateTimeField()
    signed_in_at = models.DateTimeField(null=True)
    password_set_at = models.DateTimeField(null=True)
    must_change_password = models.BooleanField(default=False)
    password_is_short = models.BooleanField(default=False)

    last_login = None  # Django would write it by the machine's clock: see `signed_in_at`
    objects = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        db_table = "people_account"
        indexes: ClassVar = [
            models.Index(fields=["sort_key", "username"], name="people_account_by_name"),
            GinIndex(fields=["search"], name="people_account_search"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_software(self) -> bool:
        """True for a client of the API, which nobody signs in with at a page."""
        return self.kind == AccountKind.SOFTWARE

    def get_full_name(self) -> str:
        """The printed name."""
        return self.name


class Closure(Span):
    """A span of days during which nobody signs in with an account and it holds no role (khóa tài khoản).

    `took_effect_at` is when its first day was noticed and told; a departure may be entered before it comes.
    """

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="closures")
    kind = models.CharField(max_length=10, choices=ClosureKind.choices)
    basis = models.CharField(max_length=200, blank=True)
    took_effect_at = models.DateTimeField(null=True)
    reopened_on = models.DateField(null=True)

    objects = SpanQuerySet["Closure"].as_manager()

    class Meta:
        db_table = "people_closure"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="people_an_account_is_closed_once_at_a_time",
                expressions=[("account", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class SignInTries(models.Model):
    """How often in a row a name was tried without success (lần đăng nhập sai), and until when it is locked.

    One row a name, also for names nobody has, so that a lock tells nothing; `key` is a keyed digest, because people
    type passwords into the wrong field.
    """

    key = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="tries")
    failures = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_sign_in_tries"

    def __str__(self) -> str:
        return f"{self.account or 'không rõ'}: {self.failures}"


class UsedPassword(models.Model):
    """A password an account had (mật khẩu đã dùng), as its hash, so that it is not taken again too soon."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="used_passwords")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField()

    class Meta:
        db_table = "people_used_password"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.set_at}"
