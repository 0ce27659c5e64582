// Records one thing that is said, and knows when it is over. It waits for people who speak slowly: longer where what
// was heard so far is no whole sentence.

const PAUSE = 0.5; // seconds of quiet after speech until it is asked what was heard so far,
const WHOLE = 1.2; // until a whole sentence is over,
const UNFINISHED = 2; // and until anything else is
const LONGEST = 30;
const LOUD = 0.01; // of a full swing, and so many times the room's own noise:
const ABOVE = 3;
const HZ = 16000;
const HIGHEST = 7000; // hertz: what is above would come out as something below, at that rate
const STEEP = [-5.3, 2.3]; // decibels: two filters that are flat up to there

export class Microphone {
  /** While it is, what is said goes on until `release`; otherwise until it is over. */
  held = false;
  #release = () => {};
  #cancel = () => {};

  /** `hear` is given sound, 16 bits at 16 kHz, and gives what was heard in it, with whether it is `whole`. */
  constructor(hear) {
    this.hear = hear;
  }

  /** A function that gives what was heard, once it was said; null where nothing was, for so many seconds. */
  async record(patience) {
    let released = false;
    this.#release = this.#cancel = () => (released = true);
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true } });
    const context = new AudioContext();
    try {
      await context.audioWorklet.addModule("/static/pcm.js");
      if (released) return null; // let go before it was ready
      const node = new AudioWorkletNode(context, "pcm");
      const filters = STEEP.map((Q) => new BiquadFilterNode(context, { type: "lowpass", frequency: HIGHEST, Q }));
      [...filters, node].reduce((from, to) => from.connect(to), context.createMediaStreamSource(stream));
      return await this.#said(node, context.sampleRate, patience);
    } finally {
      for (const track of stream.getTracks()) track.stop();
      context.close();
    }
  }

  /** That was all. */
  release() {
    this.#release();
  }

  /** It was not meant. */
  cancel() {
    this.held = false;
    this.#cancel();
  }

  #said(node, rate, patience) {
    const chunks = [];
    const heard = async () => this.hear(await converted(chunks, rate));
    let [total, quiet, floor, spoke] = [0, 0, LOUD / ABOVE, false];
    let [sofar, whole] = [null, false]; // what was heard until this pause
    return new Promise((done) => {
      this.#release = () => done(spoke || (this.held && total) ? () => sofar ?? heard() : null);
      this.#cancel = () => done(null);
      const listen = () => {
        const asked = (sofar = heard());
        asked.then((told) => (whole = asked === sofar && told.whole), () => {}); // whoever takes it is told of a fault
      };
      node.port.onmessage = ({ data }) => {
        const seconds = data.length / rate;
        const level = Math.sqrt(data.reduce((sum, one) => sum + one * one, 0) / data.length);
        const loud = level > Math.max(LOUD, floor * ABOVE);
        if (!loud) floor = 0.95 * floor + 0.05 * level;
        chunks.push(data);
        total += seconds;
        quiet = loud ? 0 : quiet + seconds;
        spoke ||= loud;
        if (loud) [sofar, whole] = [null, false];
        if (spoke && !sofar && quiet > PAUSE) listen();
        const over = !this.held && (spoke ? quiet > (whole ? WHOLE : UNFINISHED) : total > patience);
        if (over || total > LONGEST) this.#release();
      };
    });
  }
}

/** Samples at a rate as 16 bits at 16 kHz. */
async function converted(chunks, rate) {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const offline = new OfflineAudioContext(1, Math.ceil((length * HZ) / rate), HZ);
  const source = offline.createBufferSource();
  source.buffer = offline.createBuffer(1, length, rate);
  let at = 0;
  for (const chunk of chunks) {
    source.buffer.copyToChannel(chunk, 0, at);
    at += chunk.length;
  }
  source.connect(offline.destination);
  source.start();
  const samples = (await offline.startRendering()).getChannelData(0);
  return Int16Array.from(samples, (one) => Math.max(-1, Math.min(1, one)) * 32767).buffer;
}
