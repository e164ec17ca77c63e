"""The components of which pages are made. Each is a small template in `ui/parts/`; pages never write these by hand.

All are builtins. A tone is one of `ok warn late info neutral brand`; it never speaks alone: icon and words say it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import forms, template
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from motcua.kernel import printed
from motcua.kernel.refusal import Refusal
from motcua.ui import slots
from motcua.ui.templatetags import words

register = template.Library()

# Tone and icon of the national states 1–10; their words belong to `onestop`.
STATES = {
    1: ("info", "file-plus"),
    2: ("brand", "inbox"),
    3: ("late", "ban"),
    4: ("info", "writing"),
    5: ("warn", "files"),
    6: ("warn", "cash"),
    7: ("neutral", "arrow-back-up"),
    8: ("neutral", "player-stop"),
    9: ("ok", "circle-check"),
    10: ("ok", "checks"),
}
_TONE_ICONS = {
    "ok": "circle-check",
    "warn": "alert-triangle",
    "late": "alert-circle",
    "info": "info-circle",
    "neutral": "info-circle",
    "brand": "info-circle",
}
_SOON = 240
"""Working minutes below which a remaining time turns to `warn`: half a working day."""


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """A drawing from the sprite; without a label it is decoration and says nothing to a screen reader."""
    href = f"{static('ui/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', href)


@register.simple_tag
def key(name: str) -> SafeString:
    """A key of the keyboard."""
    return format_html("<kbd>{}</kbd>", name)


@register.simple_tag
def badge(text: Any, tone: str = "neutral", icon: str = "") -> SafeString:
    """A short state in words, with its tone and icon."""
    drawing = _icon(icon or _TONE_ICONS[tone])
    return format_html('<span class="pill pill-{}">{}<span>{}</span></span>', tone, drawing, text)


@register.simple_tag
def status(state: Any, label: str = "") -> SafeString:
    """A dossier's national state: a member of the enumeration, or its number with its words."""
    tone, drawing = STATES[int(state)]
    return badge(label or state.label, tone, drawing)


@register.simple_tag
def remaining(minutes: int | None, paused: bool = False, warn: int = _SOON) -> SafeString:
    """Remaining working time in words; None where no due moment runs."""
    if paused:
        return badge("Tạm dừng tính hạn", "neutral", "player-pause")
    if minutes is None:
        return badge("Không có hạn", "neutral", "clock")
    tone = "late" if minutes < 0 else "warn" if minutes < warn else "ok"
    return badge(words.con_lai(minutes), tone, "alert-circle" if minutes < 0 else "clock")


@register.simple_tag
def when(moment: date | datetime | None, long: bool = False) -> SafeString | str:
    """A day or a moment that a machine can read too; `long` for sentences and receipts."""
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        at = printed.local(moment)
        said = printed.moment_words(at) if long else words.ngay_gio(at)
        return format_html('<time datetime="{}">{}</time>', at.isoformat(timespec="minutes"), said)
    said = printed.day_words(moment) if long else printed.print_day(moment)
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), said)


@register.simple_tag
def appointment(moment: datetime) -> SafeString:
    """A moment to be remembered, large: the hour above, its day below."""
    at = printed.local(moment)
    hour, day = printed.moment_words(at).split(", ")
    return format_html(
        '<time class="appointment" datetime="{}"><span class="appointment-hour">{}</span>'
        '<span class="visually-hidden">, </span><span class="appointment-day">{}</span></time>',
        at.isoformat(timespec="minutes"),
        hour,
        day,
    )


@register.inclusion_tag("ui/parts/button.html")
def button(
    text: str,
    kind: str = "primary",
    icon: str = "",
    href: str = "",
    type: str = "submit",
    name: str = "",
    value: str = "",
    keys: str = "",
    **attributes: Any,
) -> dict[str, Any]:
    """A button, or with `href` a link that looks like one.

    `keys` is the key that presses it and is listed in the map. Other attributes pass through, `hx_get` as `hx-get`.
    """
    return {
        "text": text,
        "kind": kind,
        "icon": icon,
        "href": href,
        "type": type,
        "name": name,
        "value": value,
        "keys": keys,
        "shortcut": keys.replace("Ctrl", "Control"),
        "attributes": {a.replace("_", "-"): v for a, v in attributes.items() if v not in (None, False)},
    }


@register.simple_block_tag(end_name="endpanel")
def panel(content: SafeString, title: str = "", icon: str = "", id: str = "", note: str = "") -> SafeString:
    """A titled section of a page."""
    template_ = template.loader.get_template("ui/parts/panel.html")
    return SafeString(template_.render({"content": content, "title": title, "icon": icon, "id": id, "note": note}))


@register.inclusion_tag("ui/parts/pairs.html")
def pairs(*told: Any) -> dict[str, Any]:
    """Names and values, by turns; a pair without a value is left out."""
    return {
        "pairs": [(name, value) for name, value in zip(told[::2], told[1::2], strict=True) if value not in (None, "")]
    }


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(steps: Iterable[Any]) -> dict[str, Any]:
    """The steps of a way: each with `title`, `state` (done, now, todo, returned) and, where known, `who`, `unit`,
    `since`, `until`, `spent` (words), `note`, `tone`, `files` (each with `url`, `name`, `size`)."""
    return {"steps": steps}


@register.inclusion_tag("ui/parts/happenings.html")
def happenings(facts: Iterable[Any]) -> dict[str, Any]:
    """What happened, newest as given: each with `at`, `says` and, where known, `who`, `detail`, `icon`."""
    return {"facts": facts}


@register.inclusion_tag("ui/parts/story.html", takes_context=True)
def story(context: Context, facts: Any, size: int = 20, param: str = "nhat-ky") -> dict[str, Any]:
    """The activity feed of one thing, a page at a time: what `happenings` takes, such as `story_of(…).reverse()`."""
    page = Paginator(facts, size).get_page(context["request"].GET.get(param))
    return {"request": context["request"], "page": page, "param": param}


@register.inclusion_tag("ui/parts/why.html")
def why(lines: Sequence[str], summary: str = "Vì sao ngày này?", open: bool = False) -> dict[str, Any]:
    """The trace of a due moment, folded away until asked for."""
    return {"lines": lines, "summary": summary, "open": open}


@register.inclusion_tag("ui/parts/stages.html")
def stages(current: int, *titles: str) -> dict[str, Any]:
    """The stages of a longer form; `current` counts from 1."""
    return {"stages": [(number, title) for number, title in enumerate(titles, 1)], "current": current}


@register.inclusion_tag("ui/parts/nothing.html")
def nothing(title: str, says: str = "", icon: str = "inbox", href: str = "", action: str = "") -> dict[str, Any]:
    """An empty list: why it is empty and what to do next."""
    return {"title": title, "says": says, "icon": icon, "href": href, "action": action}


@register.inclusion_tag("ui/parts/refusal.html")
def refusal(refusal: Refusal, heading: str = "Chưa thực hiện được") -> dict[str, Any]:
    """The box in which the product says no: the sentence and the law."""
    return {"refusal": refusal, "heading": heading}


@register.inclusion_tag("ui/parts/notice.html")
def notice(says: Any, tone: str = "info", title: str = "", icon: str = "") -> dict[str, Any]:
    """A sentence that must be seen."""
    return {"says": says, "tone": tone, "title": title, "icon": icon or _TONE_ICONS[tone]}


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    """How much of something is done, as a bar and in numbers."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(
    context: Context, page: Page[Any], noun: str = "dòng", param: str = "trang", anchor: str = ""
) -> dict[str, Any]:
    """Numbered pages: "Trang 2/7 · 132 hồ sơ". Keeps the rest of the query string; leads to the place `anchor`."""

    def to(number: int) -> str:
        query: QueryDict = context["request"].GET.copy()
        query[param] = str(number)
        return f"?{query.urlencode()}{'#' if anchor else ''}{anchor}"

    return {
        "before": to(page.previous_page_number()) if page.has_previous() else None,
        "after": to(page.next_page_number()) if page.has_next() else None,
        "number": page.number,
        "pages": page.paginator.num_pages,
        "total": page.paginator.count,
        "noun": noun,
    }


@register.inclusion_tag("ui/parts/pager.html")
def pager_keys(
    before: str | None = None, after: str | None = None, total: int | None = None, noun: str = "dòng"
) -> dict[str, Any]:
    """Pages without numbers, for long lists read by key."""
    return {"before": before, "after": after, "total": total, "noun": noun}


@register.inclusion_tag("ui/parts/form_errors.html")
def form_errors(form: forms.BaseForm, beside: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    """What is wrong with a form, above it, with links to the fields; nothing while nothing is wrong.

    `beside` are faults of inputs that stand beside the form: the id of the input and the sentence.
    """
    fields = [field for field in form if field.errors] if form.is_bound else []
    wrong = [(field.id_for_label or field.auto_id, error) for field in fields for error in field.errors]
    wrong += beside
    general = form.non_field_errors() if form.is_bound else []
    return {"wrong": wrong, "general": general, "count": len(wrong) or len(general)}


@register.simple_tag(takes_context=True)
def links(context: Context, slot: str, **given: Any) -> list[slots.Shown]:
    """The links that apps above put into a slot: `{% links "nav.staff" as items %}`."""
    request = context.get("request")
    return slots.links(slot, request, **given) if request is not None else []


@register.simple_tag(takes_context=True)
def pieces(context: Context, slot: str, **given: Any) -> SafeString:
    """All that apps above put into a slot, rendered."""
    request = context.get("request")
    rendered = slots.pieces(slot, request, **given) if request is not None else []
    return format_html_join("", "{}", ((piece,) for piece in rendered))


def _icon(name: str) -> SafeString:
    return icon(name)
