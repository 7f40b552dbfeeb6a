import { text } from "node:stream/consumers";
import { answerRequest } from "./answer-request.ts";

// The process in which changelog modules run. It is given no credential, and whatever they print goes to stderr:
// stdout has the reply as its last line.
const reply = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

void text(process.stdin)
  .then(answerRequest)
  // A module that leaves a timer or a socket open must not keep the release waiting.
  .then((answer) => reply(`\n${JSON.stringify(answer)}\n`, () => process.exit()));
