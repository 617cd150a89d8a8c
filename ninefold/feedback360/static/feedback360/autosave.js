/* Saves the page of the rating form at each answer. Nothing is kept in the browser; without this, Continue saves. */

const RETRY_AFTER = 15000;
const TYPING_PAUSE = 1500;
const SAVE_LIMIT = 8000;
const HOLD_LIMIT = 2000;

function autosave(form) {
  const status = form.querySelector("[data-saved]");
  const opened = form.elements.namedItem("opened");
  let timer = 0;
  let running = false;
  let waiting = false;
  let leaving = false;
  let held = null;

  const say = (words, done, notice = "") => {
    const line = document.createElement("p");
    line.className = done ? "nf-saved__text nf-saved__text--done" : "nf-saved__text";
    line.textContent = notice ? `${words}. ${notice}` : words;
    status.replaceChildren(line);
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  async function save() {
    if (leaving) return;
    if (running) {
      waiting = true;
      return;
    }
    running = true;
    waiting = false;
    try {
      const body = form.enctype === "multipart/form-data" ? new FormData(form) : new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { "X-Autosave": "1" },
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(SAVE_LIMIT),
      });
      if (!answer.ok) throw new Error("not saved");
      const told = await answer.json();
      opened.value = told.opened;
      say(told.words, told.saved, told.notice);
    } catch {
      say("Not saved yet. Press Continue.", false);
      if (!waiting) later(RETRY_AFTER);
    } finally {
      running = false;
      if (held) goOn();
      else if (waiting) later(0);
    }
  }

  function goOn() {
    if (!held) return;
    const { submitter } = held;
    held = null;
    running = false;
    form.requestSubmit(submitter);
  }

  form.addEventListener("change", () => later(0));
  form.addEventListener("input", (event) => {
    if (event.target.tagName === "TEXTAREA") later(TYPING_PAUSE);
  });
  form.addEventListener("submit", (event) => {
    leaving = true;
    clearTimeout(timer);
    if (!running) return;
    // A save is on its way: the page goes after it, or the server would take the two for two devices.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held) return;
    held = { submitter: event.submitter };
    setTimeout(goOn, HOLD_LIMIT);
  });
  addEventListener("online", () => {
    if (status.textContent.startsWith("Not saved")) later(0);
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
}

/* Counts as the server does: a line break is one character, and so is an emoji of one code point. */
function count(field) {
  const limit = Number(field.dataset.limit);
  const left = document.getElementById(`${field.id}-left`);
  const heard = document.createElement("p");
  heard.className = "nhsuk-u-visually-hidden";
  heard.setAttribute("role", "status");
  left.after(heard);
  let timer = 0;
  const show = () => {
    const room = limit - [...field.value].length;
    const number = Math.abs(room).toLocaleString("en-GB");
    const signs = Math.abs(room) === 1 ? "character" : "characters";
    left.textContent = room < 0 ? `You have ${number} ${signs} too many` : `You have ${number} ${signs} left`;
    left.classList.toggle("nf-comment__left--over", room < 0);
    clearTimeout(timer);
    timer = setTimeout(() => {
      heard.textContent = left.textContent;
    }, 1000);
  };
  field.addEventListener("input", show);
  if (field.value) show();
}

document.querySelectorAll("form[data-autosave]").forEach(autosave);
document.querySelectorAll("textarea[data-limit]").forEach(count);
