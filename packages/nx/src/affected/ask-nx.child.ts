// The child that `readNxAffected` starts, in the root of the workspace. It answers by message, since standard output
// belongs to Nx and its plugins. If Nx ends the process, the parent sees an end without an answer.
import { getOneMessage, sendMessage } from "execa";
import type { Answer, Question } from "./answer.ts";
import { computeAffected } from "./compute-affected.ts";
import { loadNx } from "./nx-modules.ts";

async function answer(question: Question): Promise<Answer> {
  try {
    return { kind: "affected", projects: await computeAffected(loadNx(question.root), question) };
  } catch (error) {
    return { kind: "failed", message: messageOf(error) };
  }
}

// Nx gathers what its plugins threw; the title alone says only that something was thrown.
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const gathered = (error as { getErrors?: () => unknown }).getErrors?.();
  const causes = Array.isArray(gathered) ? gathered.map((each: unknown) => messageOf(each)) : [];
  return [error.message, ...causes].join("\n");
}

await sendMessage(await answer((await getOneMessage()) as unknown as Question));
// A plugin's open handle must not keep the release waiting.
process.exit(0);
