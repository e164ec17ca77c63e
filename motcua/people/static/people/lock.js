/* Where JavaScript runs, the lock comes over the page instead of leaving it: nothing typed is lost.

   The server decides; this covers the page when its time has come, tells the server while somebody works without
   asking it for anything, and shares between tabs when that was last. */
(() => {
  "use strict";
  const lock = document.getElementById("khoa-man-hinh");
  const form = lock.querySelector("form");
  const box = form.querySelector(".refusal");
  const idle = Number(lock.dataset.minutes) * 60_000;
  const KEY = "motcua.seen";
  let told = Date.now();
  const send = (method, body) =>
    fetch(lock.dataset.url, { method, body, headers: { "X-Lock": "1" }, credentials: "same-origin" });
  const seen = () => Math.max(Number(localStorage.getItem(KEY)) || 0, told);
  const cover = () => {
    if (lock.open) return;
    box.hidden = true;
    lock.showModal();
  };
  const body = (more) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries(more)) data.set(name, value);
    return data;
  };
  const work = () => {
    if (lock.open) return;
    const now = Date.now();
    if (now - seen() >= idle) return;
    localStorage.setItem(KEY, now);
    if (now - told < idle / 3) return;
    told = now;
    send("GET").then((answer) => answer.status === 423 && cover());
  };
  for (const kind of ["keydown", "pointerdown", "wheel", "touchstart"]) {
    document.addEventListener(kind, work, { passive: true });
  }
  localStorage.setItem(KEY, told);
  setInterval(() => {
    if (lock.open || Date.now() - seen() < idle) return;
    cover();
    send("POST", body({ do: "lock" }));
  }, 1000);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || lock.open) return;
    send("GET").then((answer) => answer.status === 423 && cover());
  });
  lock.addEventListener("cancel", (event) => event.preventDefault());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await send("POST", body({ password: form.elements.password.value }));
    form.elements.password.value = "";
    if (answer.status === 204) {
      told = Date.now();
      localStorage.setItem(KEY, told);
      lock.close();
      return;
    }
    if (answer.status === 403 || answer.redirected) {
      location.assign(`${lock.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
      return;
    }
    box.hidden = false;
    box.firstElementChild.textContent = await answer.text();
    form.elements.password.focus();
  });
})();
