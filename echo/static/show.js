// The screen of a Show: a frame with Amazon's renderer, as large as the device has it, drawn as small as there is room.

const frame = document.getElementById("screen");
const glass = document.getElementById("glass");
const ROOM = 0.56; // of the window's height
const BEZEL = 20; // pixels, on each side

export class Show {
  #viewport = null;
  #loaded = null;

  /** `touched` is called with the arguments of a touch, `key` with what is typed while the screen has the focus. */
  constructor(touched, key) {
    this.key = key;
    addEventListener("message", ({ source, data }) => {
      if (source === frame.contentWindow && data.touched) touched(data.touched);
    });
    new ResizeObserver(() => this.#fit()).observe(glass.parentElement);
    addEventListener("resize", () => this.#fit());
  }

  /** Be a screen of this size; none where it is null. The renderer is loaded when it is first needed. */
  set(viewport) {
    this.#viewport = viewport;
    if (!viewport) return this.clear();
    glass.dataset.shape = viewport.shape;
    frame.style.width = `${viewport.width}px`;
    frame.style.height = `${viewport.height}px`;
    this.#loaded ??= new Promise((done) => {
      frame.addEventListener("load", () => {
        frame.contentWindow.addEventListener("keydown", this.key);
        done(frame.contentWindow);
      }, { once: true });
      frame.src = "/screen";
    });
    this.#fit();
    return this.clear();
  }

  /** Render a directive, so many times as fast as a device would. */
  async show(directive, speed) {
    if (!this.#viewport) return;
    glass.ariaBusy = "true";
    const view = await this.#loaded;
    await view.show(hurried(directive, speed), this.#viewport);
    glass.dataset.on = "";
    glass.ariaBusy = "false";
  }

  async clear() {
    delete glass.dataset.on;
    if (this.#loaded) (await this.#loaded).clear();
  }

  #fit() {
    if (!this.#viewport) return;
    const { width, height } = this.#viewport;
    const scale = Math.min((glass.parentElement.clientWidth - 2 * BEZEL) / width, (innerHeight * ROOM) / height);
    frame.style.transform = `scale(${scale})`;
    glass.style.width = `${width * scale}px`;
    glass.style.height = `${height * scale}px`;
  }
}

/** A directive whose drawing keeps step with a voice that is so many times as fast. */
function hurried(directive, speed) {
  const told = structuredClone(directive);
  const { payload } = told.datasources;
  if (payload.clears) payload.clears /= speed;
  for (const beat of payload.beats ?? []) {
    beat.at /= speed;
    beat.hold /= speed;
  }
  return told;
}
