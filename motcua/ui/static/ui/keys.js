/* What the keyboard and the mouse gain where JavaScript runs; every page works without this file.
   `?` shows the keys · `/` goes to the search · Ctrl+Enter sends the form under the cursor ·
   an element with data-key="F2" is pressed (or, a field, focused) by that key ·
   ↑ and ↓ go from row to row of a list in [data-arrows], and into it from a field with data-arrows-into="its id". */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const seen = (element) => element.getClientRects().length > 0 && !element.disabled;
  const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && !/^(button|submit|checkbox|radio|file)$/.test(element.type);
  const printed = (event) => (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + event.key;

  function press(element) {
    if (typing(element)) element.focus();
    else element.click();
  }

  function map() {
    const rows = [["?", "Xem các phím tắt"], ["Ctrl+Enter", "Gửi biểu mẫu đang nhập"]];
    if (document.querySelector("[data-key-search]")) rows.push(["/", "Đến ô tìm kiếm (cũng là Ctrl+K)"]);
    for (const element of all("[data-key]")) {
      if (element.dataset.key === "?" || !seen(element)) continue;
      const label = element.dataset.keyLabel || element.querySelector("span")?.textContent || element.textContent;
      const at = rows.findIndex(([key]) => key === element.dataset.key);
      if (at < 0) rows.push([element.dataset.key, label.trim()]);
      else rows[at][1] = label.trim();
    }
    return rows;
  }

  function show() {
    const dialog = document.getElementById("phim-tat");
    dialog.querySelector("dl").replaceChildren(...map().map(([key, label]) => {
      const row = document.createElement("div");
      const name = document.createElement("dt");
      const says = document.createElement("dd");
      name.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      says.textContent = label;
      row.append(name, says);
      return row;
    }));
    if (!dialog.open) dialog.showModal();
  }

  document.addEventListener("keydown", (event) => {
    const key = printed(event);
    const plain = key.length === 1;
    if ((plain && typing(event.target)) || document.querySelector("dialog[open]")) return;
    if (key === "?") return event.preventDefault(), show();
    if (key === "/" || key === "Ctrl+k") {
      const box = all("[data-key-search]").find(seen);
      if (box) event.preventDefault(), box.focus(), box.select();
      return;
    }
    const chosen = all("[data-key]").find((element) => element.dataset.key === key && seen(element));
    if (chosen) return event.preventDefault(), press(chosen);
    if (key === "Ctrl+Enter" && event.target.form) event.preventDefault(), event.target.form.requestSubmit();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const field = event.target.closest("[data-arrows-into]");
    const list = field ? document.getElementById(field.dataset.arrowsInto) : event.target.closest("[data-arrows]");
    if (!list || (!field && typing(event.target))) return;
    const rows = all("li, tbody tr", list).map((row) => row.querySelector("a[href], button")).filter((way) => way && seen(way));
    const at = rows.indexOf(event.target);
    const next = event.key === "ArrowDown" ? rows[at + 1] : rows[at - 1] || (at === 0 && document.querySelector(`[data-arrows-into="${list.id}"]`));
    if (next) event.preventDefault(), next.focus();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest('[data-key="?"]')) show();
  });

  /* A form is sent once, however often its button is pressed. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    form.classList.add("is-sent");
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.classList.remove("is-sent");
  }));

  /* A fault that is being mended is no longer shouted: whether it is gone, the next sending tells. */
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      const place = event.target.closest(".is-wrong");
      if (!place) return;
      place.classList.replace("is-wrong", "is-touched");
      all("[aria-invalid]", place).forEach((field) => field.removeAttribute("aria-invalid"));
    });
  }

  /* What was chosen in a file chooser, with its size, and which file is too large, before anything is sent. */
  const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(bytes < 1e7 ? 1 : 0).replace(".", ",")} MB`;
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    const limit = Number(input.dataset.limit) || Infinity;
    const list = document.createElement("div");
    list.className = "chosen";
    list.setAttribute("role", "status");
    for (const file of input.files) {
      const row = document.createElement("p");
      const large = file.size > limit;
      row.className = large ? "is-large" : "";
      row.textContent = `${file.name} · ${size(file.size)}${large ? `: quá ${size(limit)}, hãy chọn tệp nhẹ hơn` : ""}`;
      list.append(row);
    }
    const place = input.closest("[data-chosen-after], .chooser") || input;
    if (place.nextElementSibling?.classList.contains("chosen")) place.nextElementSibling.remove();
    if (input.files.length) place.after(list);
  });

  document.documentElement.classList.add("js");

  function arrived(root) {
    root.querySelector("[data-focus]")?.focus();
    all('[data-key="?"][hidden]').forEach((button) => { button.hidden = false; });
  }
  arrived(document);
  document.addEventListener("htmx:afterSettle", (event) => arrived(event.target));
})();
