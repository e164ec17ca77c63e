"""The API of the house: what its systems declare, mounted at one root, documented in one document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.operation import Operation, PathView
from ninja.renderers import JSONRenderer
from ninja.utils import replace_path_param_notation

from motcua.access import rights
from motcua.access.doors import open_to_all
from motcua.kernel.refusal import Refusal
from motcua.ui.api import refusals
from motcua.ui.api.document import Document, chapters
from motcua.ui.problems import ROOT, problem

WHY_OPEN = "Tài liệu kỹ thuật của API, không có dữ liệu của hồ sơ hay của người"
ABOUT = """API của motcua cho phần mềm kết nối: tra danh mục thủ tục, tiếp nhận và xử lý hồ sơ, tra cứu công khai.
Phần mềm chỉ làm được việc, và chỉ thấy hồ sơ, của những đơn vị mà nó được giao vai trò, theo từng ngày."""


class WrongMethod(Refusal):
    """A method this address does not take."""

    code = "wrong_method"


class Vietnamese(JSONRenderer):
    """JSON with Vietnamese letters as they are, half the bytes of their escapes."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class HouseAPI(NinjaAPI):
    """django-ninja with our doors, our refusals and our document."""

    def __init__(self) -> None:
        super().__init__(
            title="motcua", version="1", description=ABOUT, docs_url=None, urls_namespace="api", renderer=Vietnamese()
        )
        refusals.teach(self)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the view: short, and every view of the API has its own."""
        return str(operation.view_func.__name__)

    @cached_property
    def document(self) -> Document:
        """The OpenAPI document; what is declared does not change while a process runs."""
        return Document(self, ROOT.strip("/") + "/")

    def _get_urls(self) -> list[Any]:
        """The operations, each behind its doors, then the document and its page."""
        found: dict[str, PathView] = {}
        for router in self._get_bound_routers():
            for where, paths in router.path_operations.items():
                route = replace_path_param_notation("/".join(filter(None, (router.prefix, where)))).lstrip("/")
                if route in found:  # declared in two files: one address, the methods of both
                    found[route].operations.extend(paths.operations)
                else:
                    found[route] = paths
        addresses = [path(route, _guarded(paths), name=self._name(paths)) for route, paths in found.items()]
        return [*addresses, *self._documents()]

    def _name(self, paths: PathView) -> str:
        return self.get_openapi_operation_id(paths.operations[0])

    def _documents(self) -> list[URLPattern]:
        return [path("openapi.json", self._json(), name="document"), path("docs", self._page(), name="docs")]

    def _json(self) -> Any:
        @require_GET
        @open_to_all(WHY_OPEN)
        def document(request: HttpRequest) -> HttpResponse:
            """The document of the API (OpenAPI 3.1)."""
            return HttpResponse(json.dumps(self.document, ensure_ascii=False), content_type="application/json")

        return document

    def _page(self) -> Any:
        @require_GET
        @open_to_all(WHY_OPEN)
        def docs(request: HttpRequest) -> HttpResponse:
            """The same for people, on a page of our own that needs no other network."""
            return render(request, "ui/api.html", {"document": self.document, "chapters": chapters(self.document)})

        return docs


def _guarded(paths: PathView) -> Callable[..., Any]:
    """The view of a path, as the house answers: rights are asked once, a wrong method is told as a problem."""
    view = paths.get_view()

    @csrf_exempt  # no cookie lets anybody in here
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with rights.asking_once():
            answer = view(request, *args, **kwargs)
        if answer.status_code == 405:
            says = f"Địa chỉ này chỉ nhận {answer['Allow']}; hãy xem {ROOT}docs."
            return problem(WrongMethod(says), status=405, headers={"Allow": answer["Allow"]})
        return answer

    guarded.operations = paths.operations  # type: ignore[attr-defined]
    return guarded


def doors_of(view: Any) -> Iterator[tuple[str, tuple[str, str | None] | None]]:
    """Each operation behind a view of the API, with its door; nothing for a page."""
    for operation in getattr(view, "operations", ()):
        behind = operation.auth_callbacks[0] if operation.auth_callbacks else operation.view_func
        yield "/".join(operation.methods), getattr(behind, "door", None)
