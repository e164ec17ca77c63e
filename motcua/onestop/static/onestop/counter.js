/* The counter where JavaScript runs: one press ticks all required papers, and the page says how many are ticked. */
(() => {
  "use strict";
  const form = document.getElementById("tiep-nhan");
  const told = document.getElementById("dem-giay-to");
  const required = [...form.querySelectorAll("[data-required] .paper-name input")];
  const others = [...form.querySelectorAll("details .paper-name input")];
  const ticked = (boxes) => boxes.filter((box) => box.checked).length;

  function tell() {
    const done = ticked(required), more = ticked(others);
    told.textContent = [
      required.length ? `Đã đánh dấu ${done}/${required.length} giấy tờ bắt buộc` : "",
      more ? `${more} giấy tờ khác` : "",
    ].filter(Boolean).join(", ");
    told.classList.toggle("is-complete", done === required.length);
  }

  const all = document.getElementById("du-bat-buoc");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      required.forEach((box) => { box.checked = true; });
      tell();
    });
  }
  form.addEventListener("change", tell);
  tell();

  /* The register answers while the clerk types on: what was typed meanwhile stays, and the cursor where it is. */
  const applicant = document.getElementById("thong-tin-nguoi-nop");
  const fields = () => [...applicant.querySelectorAll("input[name]")];
  const ours = (event) => event.detail.target === applicant;
  let asked = new Map(), typed = [], cursor = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (ours(event)) asked = new Map(fields().map((field) => [field.name, field.value]));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!ours(event)) return;
    typed = fields().filter((field) => field.value !== asked.get(field.name)).map((field) => [field.name, field.value]);
    const at = document.activeElement;
    cursor = applicant.contains(at) && at.name ? [at.name, at.selectionStart, at.selectionEnd] : null;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!ours(event)) return;
    const named = (name) => applicant.querySelector(`input[name="${name}"]`);
    typed.forEach(([name, value]) => { named(name).value = value; });
    if (!cursor) return;
    const [name, start, end] = cursor;
    named(name)?.focus();
    if (start !== null) named(name)?.setSelectionRange(start, end);
  });
})();
