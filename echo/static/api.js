// What the page asks of the server. Each load of the page is a desk of its own, by an id that it makes.

const desk = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

let last = Promise.resolve();

/** POST JSON, or sound, one after the other; the answer, or an Error that says in one line why there is none. */
export function ask(what, body = {}) {
  const answer = last.then(() => post(what, body));
  last = answer.catch(() => {});
  return answer;
}

async function post(what, body) {
  const sound = body instanceof ArrayBuffer;
  let answer;
  try {
    answer = await fetch(`/api/${what}`, {
      method: "POST",
      headers: { "X-Desk": desk, "Content-Type": sound ? "application/octet-stream" : "application/json" },
      body: sound ? body : JSON.stringify(body),
    });
  } catch {
    throw new Error("The Echo does not answer: was it stopped where it was started?");
  }
  const told = await answer.json();
  if (!answer.ok) throw new Error(`That did not work: ${told.error}.`);
  return told;
}
