/* Beside a text, a marked figure brings its finding into view and leaves the text where it is. Without this file, and where
   the findings stand below the text, the link leads to the finding as links do. */
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".report-text a.mark");
    const finding = mark && mark.pathname + mark.search === location.pathname + location.search && document.getElementById(mark.hash.slice(1));
    const beside = finding && finding.closest(".page-aside");
    if (!beside || getComputedStyle(beside).position !== "sticky") return;
    event.preventDefault();
    document.querySelector(".findings > .is-shown")?.classList.remove("is-shown");
    finding.classList.add("is-shown");
    beside.scrollBy(0, finding.getBoundingClientRect().top - beside.getBoundingClientRect().top - 16);
    finding.tabIndex = -1;
    finding.focus({ preventScroll: true });
  });
})();
