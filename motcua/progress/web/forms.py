"""The form that hands a report in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from motcua.access.types import Actor
from motcua.files.types import DOCX, PDF, TEXT, YAML
from motcua.kernel.refusal import Refusal
from motcua.progress.web.uploads import keep, keep_report, kept
from motcua.ui import forms
from motcua.ui.uploads import Upload

REPORT_KINDS = (DOCX, PDF, TEXT)


class HandInForm(forms.Form):
    """A report and, where there is one, the rules it must keep; each file or the token of one that came before."""

    report = forms.FilesField(
        label="Báo cáo",
        help_text="Word (.docx), PDF có chữ hoặc văn bản .txt.",
        accept=(".docx", ".pdf", ".txt"),
        is_many=False,
        error_messages={"required": "Hãy chọn báo cáo cần soát."},
    )
    rules = forms.FilesField(
        label="Tệp quy tắc",
        help_text="YAML (.yaml); không có cũng soát được.",
        accept=(".yaml", ".yml"),
        is_many=False,
        required=False,
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.uploads: dict[str, Upload] = {}
        self.fields["report"].required = not (data and data.get("report-kept"))

    @property
    def report_kept(self) -> Upload | None:
        """The report that was stored already."""
        return self.uploads.get("report")

    @property
    def rules_kept(self) -> Upload | None:
        """The rule file that was stored already."""
        return self.uploads.get("rules")

    def receive(self, by: Actor, at: datetime) -> bool:
        """Store what came and find what came before; whether all that is needed is there and will do."""
        ways: dict[str, Callable[..., Upload]] = {
            "report": partial(keep_report, kinds=REPORT_KINDS),
            "rules": partial(keep, kinds=(YAML,)),
        }
        self.full_clean()
        for name, way in ways.items():
            came, token = self.cleaned_data.get(name), self.data.get(f"{name}-kept")
            try:
                if came:
                    self.uploads[name] = way(came[0], by=by, at=at)
                elif token:
                    self.uploads[name] = kept(token, by)
            except Refusal as refusal:
                self.add_error(name, str(refusal))
        return not self.errors

    def drop(self, name: str) -> None:
        """Forget a file that will not do, so that the form asks for it again."""
        self.uploads.pop(name, None)
