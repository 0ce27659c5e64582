// Inside the frame, before the renderer.
"use strict";

// The fonts of a device are Amazon's, and would come from the net: none is asked for, and none is waited for.
document.fonts.load = () => Promise.reject(new Error("not here"));
new MutationObserver(() => {
  for (const style of document.querySelectorAll("style")) {
    if (style.textContent.includes("@font-face")) style.remove();
  }
}).observe(document.head, { childList: true });
