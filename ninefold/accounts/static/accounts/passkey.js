// Passkeys need a script: what offers them is hidden until it is known that they can be used here.
const offers = document.querySelectorAll("[data-passkey]");

if (window.PublicKeyCredential) {
  for (const offer of offers) offer.hidden = false;
}
for (const instead of document.querySelectorAll("[data-without-passkey]")) {
  instead.hidden = Boolean(window.PublicKeyCredential);
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const place of document.querySelectorAll("[data-passkey-trouble]")) {
    place.textContent = "The passkey was not used. Try again, or choose another way.";
  }
});
