/* What was typed outlives a request that never reached its verb: a session that ended, a form too old, our failure.

   A form that is sent is kept in this tab until the next page comes. Only where that page is a failure or the entrance
   ([data-draft="keep"] on the body) does it stay, half an hour at most and only for who typed it; back at its own page
   it is filled in again.
   Passwords and files are never kept. */
(() => {
  "use strict";
  const KEY = "motcua.draft";
  const HALF_AN_HOUR = 1_800_000;
  const who = document.body.dataset.who || "";
  const here = location.pathname;
  const forms = () => [...document.forms].filter((form) => form.method === "post");
  const typed = (form) => [...form.elements].filter((field) =>
    field.name && field.name !== "csrfmiddlewaretoken" && !/^(password|file|submit|button|reset)$/.test(field.type));
  const isChosen = (field) => field.type === "checkbox" || field.type === "radio";
  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY));
    } catch {
      return null;
    }
  };
  const forget = () => sessionStorage.removeItem(KEY);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.querySelector("[type=password]") || !who) return;
    const fields = typed(form);
    if (!fields.some((field) => field.type !== "hidden")) return form.hasAttribute("data-forget") ? forget() : undefined;
    const values = fields.map((field) => [field.name, isChosen(field) ? [field.value, field.checked] : field.value]);
    const draft = { who, when: Date.now(), at: here, form: forms().indexOf(form), values, files: [...form.querySelectorAll("[type=file]")].some((field) => field.files.length) };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(draft));
    } catch {
      forget();
    }
  });

  function restore(draft) {
    const form = forms()[draft.form];
    if (!form) return;
    const fields = typed(form);
    for (const [name, value] of draft.values) {
      const same = fields.filter((field) => field.name === name);
      const field = Array.isArray(value) ? same.find((each) => each.value === value[0]) : same[0];
      if (!field) continue;
      if (isChosen(field)) {
        if (field.checked === value[1]) continue;
        field.checked = value[1];
        if (value[1]) field.dispatchEvent(new Event("change", { bubbles: true }));
      } else if (field.value !== value) {
        field.value = value;
        field.closest("details")?.setAttribute("open", "");
      }
    }
    form.dispatchEvent(new Event("change"));
    const note = document.getElementById("mau-dien-lai").content.cloneNode(true);
    if (!draft.files) note.querySelector("[data-files]").remove();
    document.querySelector(".notes").append(note);
  }

  const draft = read();
  if (!draft) return;
  if (who && draft.who !== who) return forget();
  if (document.body.dataset.draft === "keep") {
    sessionStorage.setItem(KEY, JSON.stringify({ ...draft, stopped: true }));
    document.querySelectorAll("[data-draft-kept]").forEach((words) => { words.hidden = false; });
  } else if (who && (!draft.stopped || Date.now() - draft.when > HALF_AN_HOUR)) {
    forget();
  } else if (who && draft.at === here) {
    forget();
    restore(draft);
  }
})();
