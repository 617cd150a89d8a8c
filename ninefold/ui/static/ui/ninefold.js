/* What pages gain with JavaScript. Everything works without it. */
import { initAll } from "./vendor/nhsuk-frontend-10.6.1.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

function makeMenu(navigation) {
  const button = navigation.querySelector(".nf-nav__button");
  const list = navigation.querySelector(".nf-nav__list");
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    list.classList.toggle("nf-nav__list--open", open);
  };
  navigation.classList.add("nf-nav--ready");
  button.hidden = false;
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  navigation.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      show(false);
      button.focus();
    }
  });
}

/* A second press within two seconds sends nothing: pressing twice is a habit, not a wish. */
function sendOnce(event) {
  const form = event.target;
  const now = Date.now();
  if (now - Number(form.dataset.sentAt || 0) < 2000) {
    event.preventDefault();
    return;
  }
  form.dataset.sentAt = String(now);
}

document.querySelectorAll(".nf-nav").forEach(makeMenu);
document.addEventListener("submit", sendOnce);
