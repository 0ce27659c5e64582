// Reads documents as a JSON object by name from standard input; writes what Amazon's linter says of each.
"use strict";
const { StaticAplTemplateValidator } = require("apl-suggester");

let input = "";
process.stdin.on("data", (part) => (input += part));
process.stdin.on("end", async () => {
  const said = {};
  for (const [name, document] of Object.entries(JSON.parse(input))) {
    said[name] = await new StaticAplTemplateValidator().validate(document);
  }
  process.stdout.write(JSON.stringify(said));
});
