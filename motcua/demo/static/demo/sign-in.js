/* Where JavaScript runs, one press on a demonstration account signs in with it. */
(() => {
  "use strict";
  const form = document.querySelector("form:has([name=login])");
  for (const row of document.querySelectorAll("[data-account]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...row.childNodes);
    button.addEventListener("click", () => {
      form.elements.login.value = row.dataset.account;
      form.elements.password.value = document.getElementById("mat-khau-trinh-dien").textContent;
      form.requestSubmit();
    });
    row.append(button);
  }
})();
