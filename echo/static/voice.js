// Says pieces one after the other: with their sound, with a voice of the browser's own, or for as long as saying them
// would take.

const SILENT_FROM = 4; // browsers mute sound that is played faster
const GIVE = 0.5; // of a silence: how much shorter or longer it may be, so that a voice keeps step with what is shown

/** Time that can be cut short. */
function pass(seconds, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, seconds * 1000);
    signal.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
  });
}

function within(seconds, most) {
  return Math.min(most, Math.max(-most, seconds));
}

async function load(piece) {
  try {
    const answer = await fetch(piece.sound);
    return answer.ok ? URL.createObjectURL(await answer.blob()) : "";
  } catch {
    return "";
  }
}

/** The browser's own English voices that speak on this machine: others would send away what is said. */
export function ownVoices() {
  return window.speechSynthesis?.getVoices().filter((one) => one.localService && one.lang.startsWith("en")) ?? [];
}

export class Voice {
  speed = 1;
  own = null; // one of the browser's voices, in place of ours
  #cut = new AbortController();
  #player = new Audio();

  /** Say them all; `begun` is called when it is about to be heard, `at` with the index of each piece. False when it was
      stopped. */
  async speak(pieces, begun, at) {
    this.stop();
    const { signal } = (this.#cut = new AbortController());
    const own = this.speed < SILENT_FROM ? this.own : null;
    const heard = pieces.map((piece) => Boolean(piece.sound) && !own && this.speed < SILENT_FROM);
    const loading = [];
    const sound = (index) => (loading[index] ??= heard[index] ? load(pieces[index]) : Promise.resolve(""));
    await sound(0); // so that what is shown begins with the voice
    if (!signal.aborted) begun();
    const start = performance.now();
    let due = 0; // seconds from the start, as they were reckoned for the screen
    for (const [index, piece] of pieces.entries()) {
      const source = await sound(index);
      if (signal.aborted) break;
      if (index + 1 < pieces.length) sound(index + 1);
      at(index);
      const late = piece.say ? 0 : (performance.now() - start) / 1000 - due;
      const seconds = (piece.pause ?? piece.seconds) / this.speed;
      if (own && piece.say) await this.#utter(piece, own, signal);
      else await (source ? this.#play(source, signal) : pass(seconds - within(late, GIVE * seconds), signal));
      due += seconds;
    }
    for (const source of await Promise.all(loading)) if (source) URL.revokeObjectURL(source);
    return !signal.aborted;
  }

  stop() {
    this.#cut.abort();
    this.#player.pause();
  }

  #utter(piece, voice, signal) {
    return new Promise((done) => {
      const said = new SpeechSynthesisUtterance(piece.say);
      said.voice = voice;
      said.rate = (piece.rate / 100) * this.speed;
      said.onend = said.onerror = done;
      signal.addEventListener("abort", () => (speechSynthesis.cancel(), done()), { once: true });
      speechSynthesis.speak(said);
    });
  }

  #play(source, signal) {
    return new Promise((done) => {
      const over = new AbortController();
      const end = () => (over.abort(), done());
      signal.addEventListener("abort", end, { signal: over.signal });
      for (const event of ["ended", "error"]) this.#player.addEventListener(event, end, { signal: over.signal });
      this.#player.src = source;
      this.#player.playbackRate = this.speed;
      this.#player.play().catch(end); // an interrupted one, or a page that nobody has touched yet
    });
  }
}
