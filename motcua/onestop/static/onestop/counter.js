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
})();
