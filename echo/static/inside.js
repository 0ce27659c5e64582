// For developers: what was understood of the last thing that was said, and what went to and fro.

const facts = document.getElementById("facts");

function row(name, value) {
  if (value === "" || value === null || value === undefined) return;
  const term = document.createElement("dt");
  const told = document.createElement("dd");
  term.textContent = name;
  told.textContent = value;
  facts.append(term, told);
}

function listed(values) {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("; ");
}

function signs(found = []) {
  return found.map(({ id, sure, person }) => `${id} ${sure ? "sure" : "unsure"}${person ? `, of ${person}` : ""}`).join("; ");
}

function traits(found = []) {
  return found.map(({ id, person }) => id + (person ? `, of ${person}` : "")).join("; ");
}

export function tell(turn) {
  const { signs: flags, denied, conditions, medicines, person, ...rest } = turn.ears;
  facts.replaceChildren();
  row("Heard", turn.heard && `${turn.heard} (${Math.round(turn.heard_certainty * 100)} % sure)`);
  row("Intent", turn.certainty === null ? turn.intent : `${turn.intent || "none"} (${turn.tier}, ${turn.certainty})`);
  row("Slots", Object.entries(turn.slots).map(([name, { id, heard }]) => `${name}: ${id}${id === heard ? "" : `, heard as “${heard}”`}`).join("; "));
  row("Ears: signs", signs(flags));
  row("Ears: denied", denied?.join(", "));
  row("Ears: person", person);
  row("Ears: conditions", traits(conditions));
  row("Ears: medicines", traits(medicines));
  row("Ears: more", listed(rest));
  row("Reprompt", turn.reprompt);
  row("Session", turn.open ? "open" : `ended by ${turn.ended_by}`);
  document.getElementById("request").textContent = JSON.stringify(turn.request, null, 2);
  document.getElementById("response").textContent = JSON.stringify(turn.response, null, 2);
}
