// A browser with two voices of its own: one that speaks on the machine, one that sends away what is said.
{
  const said = [];
  const voices = [
    { name: "Nearby", voiceURI: "nearby", lang: "en-US", localService: true },
    { name: "Far", voiceURI: "far", lang: "en-US", localService: false },
  ];
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  const synthesis = {
    said,
    getVoices: () => voices,
    addEventListener() {},
    cancel: () => said.push("cut short"),
    speak: (one) => (said.push([one.voice.name, one.text]), setTimeout(() => one.onend(), 300)),
  };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
}
