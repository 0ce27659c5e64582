// The conversation as it is read: what was said, what is heard, and what the app shows.

const log = document.getElementById("log");
const GAP = 12; // pixels
const LONG = 2; // seconds: shorter silences are only heard

function add(tag, name, ...inside) {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...inside);
  return element;
}

/** What is put there is read from what it answers on. */
function put(element) {
  log.append(element);
  const from = [...log.querySelectorAll(".you")].at(-1);
  if (from) log.scrollTop = from.offsetTop - GAP;
}

/** Something begins: what the page says of itself has been read. */
export function begin() {
  document.getElementById("welcome")?.remove();
}

/** Digits that are said one by one, as they are written. */
function written(text) {
  return text.replace(/\b\d(?: \d\b)+/g, (digits) => digits.replaceAll(" ", ""));
}

/** What somebody said, or what it was heard as; `again` is called with it to be mended and said once more. */
export function you(text, how, again) {
  const line = add("button", "words", text);
  line.type = "button";
  line.title = "Change it and say it again";
  line.addEventListener("click", () => again(text));
  put(add("p", "you", add("span", "how", how), line));
}

/** What was done that has no words to mend: a touch, or what opens the guide. */
export function done(text, how) {
  put(add("p", "you", add("span", "how", how), add("span", "words", text)));
}

/** What Alexa says; the pieces of it, to be marked. */
export function alexa(pieces) {
  const told = pieces.map((piece) =>
    piece.say ? add("span", "piece", written(piece.say)) : add("span", "pause", piece.pause >= LONG ? `${Math.round(piece.pause)} s` : ""),
  );
  put(add("p", "alexa", add("span", "unseen", "Alexa: "), ...told.flatMap((piece) => [piece, " "])));
  return told;
}

/** A card in the Alexa app. */
export function card({ title, text }) {
  put(add("aside", "card", add("p", "small", "In the Alexa app"), add("h2", "", title), add("p", "", text)));
}

/** What happened that nobody said. */
export function note(text, name = "") {
  put(add("p", `note ${name}`, text));
}

/** Mark the piece that is heard now; none where it is undefined. */
export function mark(pieces, index) {
  for (const [at, piece] of pieces.entries()) piece.classList.toggle("now", at === index);
  const now = pieces[index];
  if (!now) return;
  const under = now.offsetTop + now.offsetHeight + GAP - log.clientHeight;
  if (under > log.scrollTop) log.scrollTop = under;
}
