import { createHash, randomUUID } from "node:crypto";
import { chmod, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { constants, deflate } from "node:zlib";
import pLimit from "p-limit";
import type { Clone } from "./clone.ts";

export interface ObjectContent {
  readonly type: "blob" | "commit" | "tag";
  readonly text: string;
}

/** As many as Node has threads for files. */
const AT_A_TIME = 4;

/**
 * Writes objects into the clone and answers their ids, in order. They are loose objects as git itself writes them
 * (gitrepository-layout, "objects"): the start of a git process takes longer than all of this. No ref names them yet.
 */
export async function writeObjects(
  clone: Clone,
  contents: readonly ObjectContent[],
): Promise<readonly string[]> {
  const objects = join(clone.commonDir, "objects");
  // Who may read and write the folder of all objects may do so with each of them, as in a clone that is shared.
  const mode = (await stat(objects)).mode & 0o7777;
  const limit = pLimit(AT_A_TIME);
  return limit.map(contents, (content) => store(content, { objects, mode, format: clone.objectFormat }));
}

/** Writes one. */
export async function writeObject(clone: Clone, content: ObjectContent): Promise<string> {
  const [id = ""] = await writeObjects(clone, [content]);
  return id;
}

interface Store {
  readonly objects: string;
  readonly mode: number;
  readonly format: Clone["objectFormat"];
}

async function store({ type, text }: ObjectContent, { objects, mode, format }: Store): Promise<string> {
  const content = Buffer.from(text);
  const object = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const id = createHash(format).update(object).digest("hex");
  const folder = join(objects, id.slice(0, 2));
  const path = join(folder, id.slice(2));
  if (await isThere(path)) return id;
  if ((await mkdir(folder, { recursive: true })) !== undefined) await chmod(folder, mode);
  // The name that git gives to what is being written; its garbage collection knows it.
  const unfinished = join(folder, `tmp_obj_${randomUUID()}`);
  try {
    await writeDurably(unfinished, await deflated(object), mode & 0o444);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return id;
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function writeDurably(path: string, bytes: Buffer, mode: number): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

const deflateNow = promisify(deflate);

function deflated(bytes: Buffer): Promise<Buffer> {
  return deflateNow(bytes, { level: constants.Z_BEST_SPEED });
}
