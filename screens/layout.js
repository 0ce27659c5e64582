// What stands where on the stage: read by the tests.
"use strict";

function layout() {
  const stage = document.getElementById("stage");
  const visible = (element) => {
    for (let one = element; one && one !== stage; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.display === "none" || style.visibility === "hidden" || style.opacity === "0") return false;
    }
    return true;
  };
  const box = (rect) => ({ left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom });
  const clipped = (rect, element) => {
    const out = box(rect);
    for (let one = element.parentElement; one && one !== stage.parentElement; one = one.parentElement) {
      if (!one.classList.contains("scrollView")) continue;
      const around = one.getBoundingClientRect();
      out.left = Math.max(out.left, around.left);
      out.right = Math.min(out.right, around.right);
      out.top = Math.max(out.top, around.top);
      out.bottom = Math.min(out.bottom, around.bottom);
    }
    return out.right - out.left > 1 && out.bottom - out.top > 1 ? out : null;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (colour && !colour.startsWith("rgba(0, 0, 0, 0")) return colour;
    }
    return "rgb(0, 0, 0)";
  };
  const touches = [...stage.querySelectorAll(".apl-c")].filter(visible);
  const texts = [...stage.querySelectorAll(".apl-z p")].filter(visible).map((p) => {
    const range = document.createRange();
    range.selectNodeContents(p);
    const whole = range.getBoundingClientRect();
    return {
      text: p.textContent.trim(),
      box: clipped(whole, p),
      whole: box(whole),
      size: parseFloat(getComputedStyle(p).fontSize),
      colour: getComputedStyle(p).color,
      behind: behind(p),
      touch: touches.findIndex((touch) => touch.contains(p)),
    };
  });
  return {
    texts: texts.filter((text) => text.text),
    touches: touches.map((touch) => clipped(touch.getBoundingClientRect(), touch)),
    drawings: [...stage.querySelectorAll("svg")].filter(visible).map((svg) => box(svg.getBoundingClientRect())),
  };
}
