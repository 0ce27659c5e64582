// Somebody at the device: says the next sentence whenever the microphone opens, and hears whether anything is played.
// What is to be waited for stands at the root of the page: how many sentences were said, and what is heard.
"use strict";

globalThis.person = (() => {
  const START = 0.3; // seconds after the microphone opened
  const HISS = 0.001; // of a full swing: no room is without a sound
  const HZ = 48000; // of most microphones
  const VOICE = 0.005;
  const sentences = [];
  const played = new WeakSet();
  let [ear, player] = [null, null];
  const person = { finished: 0 };

  const root = () => document.documentElement; // not there yet, when this begins
  const told = (name) => root().dataset[name] ?? "";
  const tell = (name, value) => (root().dataset[name] = value);

  async function recorded(context, part) {
    const answer = await fetch(part);
    return context.decodeAudioData(await answer.arrayBuffer());
  }

  /** One sound: files and seconds of quiet, one after the other. */
  async function joined(parts) {
    const context = new OfflineAudioContext(1, HZ, HZ);
    const sounds = await Promise.all(parts.map((part) => (typeof part === "number" ? part : recorded(context, part))));
    const seconds = sounds.reduce((sum, sound) => sum + (sound.duration ?? sound), 0);
    const whole = context.createBuffer(1, Math.ceil(seconds * HZ) + 1, HZ);
    let at = 0;
    for (const sound of sounds) {
      if (sound.duration) whole.copyToChannel(sound.getChannelData(0), 0, Math.round(at * HZ));
      at += sound.duration ?? sound;
    }
    return whole;
  }

  /** Have these to say, one each time that the microphone opens; each is a list of files and of seconds of quiet. */
  person.says = async (...all) => {
    sentences.push(...(await Promise.all(all.map(joined))));
  };

  /** From now on the microphone is this person's mouth. */
  person.speaks = () => {
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext({ sampleRate: HZ });
      const mouth = context.createMediaStreamDestination();
      const room = context.createBuffer(1, HZ, HZ);
      room.copyToChannel(Float32Array.from({ length: HZ }, () => HISS * (2 * Math.random() - 1)), 0);
      play(context, mouth, room).loop = true;
      const sentence = sentences.shift();
      if (sentence) {
        const end = sentence.getChannelData(0).findLastIndex((sample) => Math.abs(sample) > 0.01) / HZ;
        play(context, mouth, sentence, context.currentTime + START).onended = () => {
          person.finished = performance.now() - 1000 * (sentence.duration - end);
          tell("said", Number(told("said")) + 1);
        };
      }
      return mouth.stream;
    };
  };

  function play(context, where, buffer, at = 0) {
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(where);
    source.start(at);
    return source;
  }

  // Whatever is played goes by the ear.
  const { play: started } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    if (!ear) {
      ear = new AudioContext().createAnalyser();
      ear.connect(ear.context.destination);
    }
    if (!played.has(this)) ear.context.createMediaElementSource(this).connect(ear);
    played.add(this);
    player = this;
    return started.call(this);
  };

  /** Whether what was played last was stopped before its end. */
  person.sawItStopped = () => player.paused && !player.ended;

  /** How loud what is played is now. */
  function level() {
    if (!ear) return 0;
    const samples = new Float32Array(ear.fftSize);
    ear.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
  }

  setInterval(() => {
    if (!root()) return;
    const heard = level() > VOICE ? "a voice" : "nothing";
    if (heard === told("heard")) return;
    tell("heard", heard);
    person.since = performance.now();
  }, 5);
  return person;
})();
