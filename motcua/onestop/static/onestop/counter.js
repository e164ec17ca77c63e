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

  /* The register answers while the clerk types on. What the clerk typed stays, whenever it was typed, and the cursor
     where it is; only what the page itself had put there gives way. A field that is filled under the cursor is
     selected, so that typing replaces it. */
  const applicant = document.getElementById("thong-tin-nguoi-nop");
  const fields = () => [...applicant.querySelectorAll("input[name]")];
  const ours = (event) => event.detail.target === applicant;
  const said = new Set("typed" in applicant.dataset ? fields().filter((field) => field.value).map((field) => field.name) : []);
  const isTyped = (field) => field.value !== field.defaultValue || said.has(field.name);
  let typed = [], cursor = null;
  applicant.addEventListener("change", (event) => {
    if (event.target.name === "id_number") said.clear(); // another number is another person
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!ours(event)) return;
    const isChosen = event.detail.requestConfig.elt.tagName === "BUTTON"; // one of several people of one telephone
    typed = isChosen ? [] : fields().filter(isTyped).map((field) => [field.name, field.value]);
    const at = document.activeElement;
    cursor = applicant.contains(at) && at.name ? [at.name, at.value, at.selectionStart, at.selectionEnd] : null;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!ours(event)) return;
    const named = (name) => applicant.querySelector(`input[name="${name}"]`);
    typed.forEach(([name, value]) => { named(name).value = value; });
    if (!cursor) return;
    const [name, before, start, end] = cursor;
    const field = named(name);
    field?.focus();
    if (field && field.value !== before) field.select();
    else if (start !== null) field?.setSelectionRange(start, end);
  });
})();
