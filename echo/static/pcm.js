// In the audio thread: passes on what the microphone gives.
registerProcessor("pcm", class extends AudioWorkletProcessor {
  process([[channel]]) {
    if (channel) this.port.postMessage(channel.slice());
    return true;
  }
});
