// The page: what is done on it, and what it shows.

import { ask } from "./api.js";
import { tell } from "./inside.js";
import * as log from "./log.js";
import { Microphone } from "./microphone.js";
import { Show } from "./show.js";
import { SILENCE, Turns } from "./turns.js";
import { ownVoices, Voice } from "./voice.js";
import * as words from "./words.js";

const $ = (id) => document.getElementById(id);
const STATES = {
  closed: "Idle",
  thinking: "Thinking",
  speaking: "Speaking",
  listening: "Listening: it is your turn",
  hearing: "Listening: speak now",
};
const DEVICES = {
  speaker: "Speaker, no screen",
  round: "Echo Spot, round",
  small: "Show 5",
  large: "Show 8",
  portrait: "Show 15, upright",
  tv: "Fire TV",
};
const EXAMPLES = ["should I use ice", "start a stretch", "I have chest pain"];
const TAP = 300; // milliseconds: a button that is let go sooner was not held

let there = {};
let pieces = [];
let pressed = 0;
const voice = new Voice();
const microphone = new Microphone((sound) => ask("hear", sound));

const isHearing = () => $("echo").dataset.state === "hearing";

const page = {
  state(name) {
    if (name !== "hearing") microphone.cancel();
    $("echo").dataset.state = name;
    $("state").textContent = STATES[name];
    $("stop").disabled = name !== "speaking";
    $("exit").disabled = !turns.open;
    $("echo").toggleAttribute("data-open", turns.open);
    $("text").placeholder = turns.open ? "Say something" : `Alexa, ask ${there.name} …`;
    $("microphone").setAttribute("aria-pressed", String(name === "hearing"));
  },
  turn(turn, { how }) {
    log.begin();
    if (how !== undefined && turn.heard) {
      const sure = turn.heard_certainty < 1 ? `, ${Math.round(turn.heard_certainty * 100)} % sure` : "";
      log.you(turn.heard, how + (how.startsWith("heard") ? sure : ""), mend);
    }
    log.mark(pieces);
    pieces = turn.pieces.length ? log.alexa(turn.pieces) : [];
    if (turn.card) log.card(turn.card);
    tell(turn);
  },
  begun(turn) {
    if (turn.directive && there.viewport && !there.no_screen) show.show(turn.directive, voice.speed);
    if (turn.ended_by === "silence" || turn.ended_by === "you") show.clear();
    words.tell(turn, touch);
  },
  piece: (index) => log.mark(pieces, index),
  said(turn) {
    log.mark(pieces);
    if (turn?.ended_by) {
      const ends = { guide: "The session is over.", silence: "Nobody answered, so the session is over.", you: "You ended the session." };
      log.note(ends[turn.ended_by]);
    }
  },
  fault: (message) => log.note(message, "fault"),
  ask: () => turns.take(() => ask("silence"), {}),
  listen() {
    if (!$("hands-free").checked || there.deaf) return false;
    listen(false);
    return true;
  },
};

const turns = new Turns(voice, page);
const show = new Show(touch, keys);

/** Open the guide, say something, touch: each is a turn. */
function open() {
  log.begin();
  log.done(`Alexa, open ${there.name}`, "");
  turns.take(() => ask("open"));
  if (matchMedia("(pointer: fine)").matches) $("text").focus();
}

function say(text) {
  turns.take(() => ask("say", { text }), { how: turns.open ? "" : `Alexa, ask ${there.name} …` });
}

function touch(sends) {
  const label = words.label(sends);
  if (label) log.done(label, "touched");
  turns.take(() => ask("touch", { arguments: sends }));
}

/** Put what was heard where it can be mended. */
function mend(text) {
  $("text").value = text;
  $("text").focus();
  $("text").select();
}

/** Open the microphone, until it is let go, or until what is said is over. Playback stops first: it would be heard. */
async function listen(held) {
  if (there.deaf || isHearing()) return;
  const at = turns.hold();
  page.state("hearing");
  microphone.held = held;
  let heard = null;
  try {
    heard = await microphone.record(SILENCE / voice.speed);
  } catch (fault) {
    log.note(`The microphone cannot be used: ${fault.message}`, "fault");
    $("hands-free").checked = false;
  }
  if (!turns.isLast(at)) return undefined; // something else was done meanwhile
  if (heard) return turns.take(() => sayHeard(heard), { how: "heard" });
  return turns.open && !held && $("hands-free").checked ? turns.take(() => ask("silence")) : turns.rest();
}

async function sayHeard(said) {
  const { heard, certainty } = await said();
  if (heard) return ask("say", { text: heard, certainty });
  return log.note("No words were heard.");
}

function press() {
  pressed = performance.now();
  listen(true);
}

function release() {
  if (!pressed) return;
  if (performance.now() - pressed < TAP) microphone.held = false;
  else microphone.release();
  pressed = 0;
}

/** What has the focus must not go grey. */
function refocus() {
  [$("open"), $("exit")].find((button) => button.offsetParent && !button.disabled)?.focus();
}

/** Stop talking, or listening. */
function quiet() {
  if (!isHearing()) return turns.stop();
  turns.hold();
  return turns.rest();
}

/** Escape stops what is being said, wherever the focus is; Space is held to talk, where nothing else takes it: nothing
    that is typed begins with one. */
function keys(event) {
  if (event.key === "Escape" && event.type === "keydown") quiet();
  const typing = event.target === $("text") && $("text").value;
  const taken = typing || event.target.closest?.("input:not(#text), select, summary, button:not(#microphone), pre");
  if (event.key !== " " || taken || there.deaf) return;
  event.preventDefault();
  if (event.type === "keydown" && !event.repeat) press();
  if (event.type === "keyup") release();
}

function options(select, names, label) {
  select.replaceChildren(...names.map((name) => new Option(label(name), name)));
}

/** The browser's own voices, where it has any. */
function offerVoices() {
  const chosen = $("voice").value;
  const [ours] = $("voice").options;
  $("voice").replaceChildren(ours, ...ownVoices().map((one) => new Option(one.name, one.voiceURI)));
  $("voice").value = chosen;
  $("voice-label").hidden = $("voice").options.length === 1;
}

/** Another device or locale is another Echo: what was said to the one before is over. */
async function set(changes = {}) {
  turns.hold();
  try {
    there = await ask("settings", changes);
  } catch (fault) {
    return log.note(fault.message, "fault");
  }
  turns.open = false;
  $("idle").textContent = `Try “Alexa, open ${there.name}”`;
  const drawn = there.viewport && !there.no_screen;
  $("speaker").hidden = Boolean(there.viewport);
  $("show").hidden = !drawn;
  $("words").hidden = !there.viewport || drawn;
  show.set(drawn ? there.viewport : null);
  words.tell({ touchable: [], ended_by: "you" }, touch);
  $("open").textContent = `Alexa, open ${there.name}`;
  turns.rest();
}

async function begin() {
  await set();
  if (!there.devices) return;
  const region = new Intl.DisplayNames(["en"], { type: "region" });
  options($("device"), there.devices, (name) => DEVICES[name] ?? name);
  options($("locale"), there.locales, (name) => region.of(name.split("-")[1]));
  [$("device").value, $("locale").value] = [there.device, there.locale];
  const canRecord = !there.deaf && Boolean(navigator.mediaDevices);
  if (!canRecord) there.deaf ||= "A browser opens the microphone only for a page of its own machine, or over TLS.";
  $("microphone").hidden = $("hands-free-label").hidden = !canRecord;
  for (const missing of [there.mute, there.deaf, there.no_screen].filter(Boolean)) log.note(missing);
  if (canRecord && there.ear) log.note(`What you say is heard by ${there.ear}.`);
  history.replaceState(null, "", "/"); // a token in the address has done its work
}

$("open").addEventListener("click", open);
$("stop").addEventListener("click", () => (quiet(), refocus()));
$("exit").addEventListener("click", () => turns.take(() => ask("exit")).then(refocus));
$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  say(text);
});
$("text").addEventListener("input", () => turns.patience());
$("device").addEventListener("change", () => set({ device: $("device").value }));
$("locale").addEventListener("change", () => set({ locale: $("locale").value }));
$("speed").addEventListener("change", () => (voice.speed = Number($("speed").value)));
$("voice").addEventListener("change", () => (voice.own = ownVoices().find((one) => one.voiceURI === $("voice").value) ?? null));
window.speechSynthesis?.addEventListener("voiceschanged", offerVoices); // a browser finds them by and by
offerVoices();
$("microphone").addEventListener("pointerdown", press);
$("microphone").addEventListener("click", ({ detail }) => detail || listen(false)); // by Enter, or a screen reader
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release);
addEventListener("keydown", keys);
addEventListener("keyup", keys);
$("settings").addEventListener("submit", (event) => event.preventDefault());
for (const example of EXAMPLES) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: example });
  button.addEventListener("click", () => say(example));
  $("examples").append(button);
}
begin();
