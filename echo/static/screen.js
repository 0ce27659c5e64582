// Inside the frame: Amazon's renderer, which shows one directive after the other and tells the page of touches.
"use strict";

// The engine starts once: asked for later, this never resolves.
const ready = Module.calledRun ? Promise.resolve() : AplRenderer.initEngine();
const stage = document.getElementById("stage");
let renderer;
let drawn = ready;

/** One after the other: a screen that is taken away while it is being made is a fault of the renderer. */
function show(directive, viewport) {
  drawn = drawn.then(() => draw(directive, viewport));
  return drawn;
}

async function draw(directive, viewport) {
  wipe();
  stage.style.width = `${viewport.width}px`;
  stage.style.height = `${viewport.height}px`;
  const content = AplRenderer.Content.create(JSON.stringify(directive.document));
  for (const [name, data] of Object.entries(directive.datasources)) content.addData(name, JSON.stringify(data));
  renderer = AplRenderer.default.create({
    content,
    view: stage,
    environment: { agentName: "echo", agentVersion: "1", allowOpenURL: false, disallowVideo: true },
    viewport: { width: viewport.width, height: viewport.height, dpi: 160, isRound: viewport.shape === "ROUND" },
    theme: "dark",
    mode: viewport.mode,
    utcTime: Date.now(),
    localTimeAdjustment: -60000 * new Date().getTimezoneOffset(),
    onSendEvent: (event) => parent.postMessage({ touched: event.arguments }, location.origin),
  });
  await renderer.init();
}

function clear() {
  drawn = drawn.then(wipe);
}

function wipe() {
  if (renderer) renderer.destroy();
  renderer = undefined;
  stage.innerHTML = "";
}
