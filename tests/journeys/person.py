"""A person at a browser: signs in, goes by keyboard or mouse, and notices whatever the page complains about."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response

from motcua.demo.province import PASSWORD

WIDE, NARROW = (1280, 900), (360, 800)
SERIOUS = {"serious", "critical"}
SCREENSHOTS = os.environ.get("MOTCUA_SCREENSHOTS")
FOCUSED = """() => {
    const at = document.activeElement;
    return [at.getAttribute("aria-label"), ...[...at.labels || []].map(l => l.innerText), at.innerText, at.value]
        .filter(Boolean).join(" ").replace(/\\s+/g, " ");
}"""
# A label of an id that stands twice names the first of them, whatever it stands beside.
TWICE = """() => {
    const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
    return [...new Set(ids.filter((id, at) => ids.indexOf(id) < at))];
}"""


class Person:
    """One browser context with one page. `complaints` must be empty at the end of every test."""

    def __init__(self, browser: Browser, url: str, size: tuple[int, int] = WIDE, *, javascript: bool = True) -> None:
        self.context: BrowserContext = browser.new_context(
            base_url=url,
            viewport={"width": size[0], "height": size[1]},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=javascript,
        )
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.url, self.size = url, size
        self.strokes = 0
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._watch)
        # Only while somebody listens are file dialogs handed to us, and to begin takes a moment.
        self.page.on("filechooser", lambda _: None)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _watch(self, response: Response) -> None:
        """What a page brings along must come; the page itself may be a refusal."""
        if response.status >= 500 or (response.status >= 400 and response.request.resource_type != "document"):
            self.complaints.append(f"{response.status} {response.url}")

    def sign_in(self, username: str) -> Page:
        self.page.goto("/ban-lam-viec/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.arrive("/ban-lam-viec/")
        return self.page

    def sit_as(self, cookies: Mapping[str, str]) -> Page:
        """Be somebody who signed in already."""
        for name, value in cookies.items():
            self.context.add_cookies([{"name": name, "value": value, "url": self.url}])
        return self.page

    def arrive(self, path: str) -> None:
        """Wait for the page at this path, a regular expression, whatever its query."""
        self.page.wait_for_url(lambda url: re.fullmatch(path, urlsplit(url).path) is not None)

    def press(self, key: str) -> None:
        self.strokes += 1
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.strokes += len(words)
        self.page.keyboard.type(words)

    def focused(self) -> str:
        """What a screen reader would call the element under the cursor."""
        return str(self.page.evaluate(FOCUSED))

    def tab_to(self, words: str, *, most: int = 30, key: str = "Tab") -> None:
        """Press Tab until the cursor stands on what bears these words."""
        passed = []
        for _ in range(most):
            self.press(key)
            passed.append(self.focused())
            if words in passed[-1]:
                return
        raise AssertionError(f"«{words}» is not within {most} Tabs; the cursor passed {passed}")

    def choose_file(self, press: Callable[[], None], *files: Path) -> None:
        """Answer the file dialog that this opens."""
        with self.page.expect_file_chooser() as dialog:
            press()
        dialog.value.set_files(files)

    def shot(self, name: str) -> None:
        """A picture of the whole page, where MOTCUA_SCREENSHOTS names a folder."""
        if SCREENSHOTS:
            path = Path(SCREENSHOTS) / f"{name}-{self.size[0]}.png"
            self.page.screenshot(path=path, full_page=True, animations="disabled")

    def close(self) -> None:
        self.context.close()
        assert not self.complaints, "\n".join(self.complaints)


def faults(page: Page) -> list[str]:
    """What axe-core finds serious, ids that stand twice, and whether the page is wider than its window."""
    found = Axe().run(page).response["violations"]
    told = [
        f"{fault['id']}: {fault['help']} {[(node['target'], node['html'][:120]) for node in fault['nodes'][:3]]}"
        for fault in found
        if fault["impact"] in SERIOUS
    ]
    room = "() => [document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
    wanted, there = page.evaluate(room)
    told += [f"two elements are called #{name}" for name in page.evaluate(TWICE)]
    return told + ([f"{wanted} px wide in a window of {there} px"] if wanted > there else [])


def panel(page: Page, heading: str) -> Locator:
    """The panel of that heading."""
    return page.locator("section.panel").filter(has=page.get_by_role("heading", name=heading, exact=True))


def code_of(page: Page) -> str:
    """The code of the dossier on the page, such as H43.31.31-240909-0004."""
    found = re.search(r"H43[.0-9]*-[0-9]{6}-[0-9]{4}", page.get_by_role("heading", level=1).inner_text())
    assert found, page.url
    return found.group()
