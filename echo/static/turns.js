// One turn after the other, and what a device does between them: it speaks, listens, waits, and gives up.

export const SILENCE = 8; // seconds until Alexa asks again, and until it gives up

export class Turns {
  open = false;
  #at = 0;
  #timer = 0;

  /** `page` is told: state(name), turn(turn, how), begun(turn), piece(index), said(), fault(message), ask() for a
      silence, and listen() when the microphone may open; true if it does. */
  constructor(voice, page) {
    this.voice = voice;
    this.page = page;
  }

  /** Take a turn: what is being said is cut off. `asking` gives the turn; `how` is what the page is to know of it. */
  async take(asking, how = {}) {
    this.stop();
    clearTimeout(this.#timer);
    const at = ++this.#at;
    this.page.state("thinking");
    let turn;
    try {
      turn = await asking();
    } catch (fault) {
      this.page.fault(fault.message);
    }
    if (!turn?.request) return this.isLast(at) && this.#rest({}); // nothing was heard, or nothing came of it
    this.open = turn.open;
    this.page.turn(turn, how);
    if (!this.isLast(at)) return;
    if (turn.pieces.length) this.page.state("speaking");
    const { begun, piece } = this.page;
    await this.voice.speak(turn.pieces, () => begun(turn), piece);
    if (!this.isLast(at)) return;
    this.page.said(turn);
    this.#rest({ asked: turn.open });
  }

  /** Stop talking: then it listens, as after any answer. */
  stop() {
    this.voice.stop();
  }

  /** Somebody is about to say something: the silence begins anew. */
  patience() {
    if (this.open && this.#timer) this.#wait();
  }

  /** Somebody is about to speak: no silence until there is a turn, or `rest`. It gives a number for `isLast`. */
  hold() {
    this.stop();
    clearTimeout(this.#timer);
    this.page.said();
    return ++this.#at;
  }

  /** Whether nothing was done since. */
  isLast(at) {
    return at === this.#at;
  }

  /** Nobody was: the device waits again. */
  rest() {
    this.#rest({});
  }

  #rest({ asked }) {
    this.page.state(this.open ? "listening" : "closed");
    if (this.open && !(asked && this.page.listen())) this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.page.ask(), (SILENCE * 1000) / this.voice.speed);
  }
}
