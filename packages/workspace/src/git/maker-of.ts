import type { Clone } from "./clone.ts";
import { textsOf } from "./shared/read-texts.ts";

/** `Name <mail>` of who made an annotated tag or a commit; null where the object is not here. */
export async function makerOf(clone: Clone, id: string): Promise<string | null> {
  const text = (await textsOf(clone, [id])).get(id) ?? "";
  // The headers end with the first empty line: what a message says is not read.
  const [headers = ""] = text.split("\n\n");
  return /^(?:tagger|committer) (.+) \d+ [+-]\d{4}$/m.exec(headers)?.[1] ?? null;
}
