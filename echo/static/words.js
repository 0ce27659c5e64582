// What the screen shows, for who cannot see or touch it: its words where nothing draws it, and a button for each thing
// that can be touched.

const words = document.getElementById("words");
const group = document.getElementById("touch");
const labels = new Map();

function make(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}

/** Tell what is shown since a turn; `touch` is called with what a button sends. */
export function tell({ directive, touchable, open, ended_by }, touch) {
  const shown = directive?.datasources.payload;
  if (shown) {
    const told = [shown.title, shown.headline, shown.number, shown.text, shown.ask].filter(Boolean);
    words.replaceChildren(...told.map((text) => make("p", text)));
  } else if (ended_by) words.replaceChildren();
  labels.clear();
  const buttons = (open ? touchable : []).map(({ label, sends }) => {
    labels.set(JSON.stringify(sends), label);
    const button = make("button", label);
    button.type = "button";
    button.addEventListener("click", () => touch(sends));
    return button;
  });
  const had = group.contains(document.activeElement);
  group.replaceChildren(...buttons);
  group.hidden = !buttons.length;
  if (had) (buttons[0] ?? document.getElementById("text")).focus();
}

/** What stands on what was touched. */
export function label(sends) {
  return labels.get(JSON.stringify(sends));
}
