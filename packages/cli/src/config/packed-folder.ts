import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Artifact } from "@convoy/core";
import { z } from "zod";
import { checkedFile } from "./checked.ts";

/** The list that `convoy pack` leaves beside the tarballs: what another job, that never saw the build, publishes. */
export interface PackedFolder {
  readonly format: 1;
  /** The commit whose files were packed. */
  readonly commit: string;
  readonly artifacts: readonly PackedFile[];
}

export interface PackedFile {
  readonly name: string;
  readonly version: string;
  /** In the folder of the list. */
  readonly file: string;
  readonly integrity: string;
}

const FILE = "convoy-pack.json";

// A list from another job is input like any other: its files lie beside it, and nowhere else.
const PACKED: z.ZodType<PackedFolder> = z.strictObject({
  format: z.literal(1),
  commit: z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, "expected the id of a commit"),
  artifacts: z.array(
    z.strictObject({
      name: z.string().min(1).max(500),
      version: z.string().min(1).max(500),
      file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,499}\.tgz$/, "expected the name of a tarball"),
      integrity: z.string().regex(/^sha512-[A-Za-z0-9+/]{86}==$/, "expected a sha512 integrity"),
    }),
  ),
});

/** Writes the list of these artifacts, all of which lie in the folder. */
export async function writePackedFolder(
  folder: string,
  commit: string,
  artifacts: readonly Artifact[],
): Promise<void> {
  const files = artifacts.map(({ name, version, path, integrity }): PackedFile => {
    return { name, version, file: path.slice(folder.length + 1), integrity };
  });
  const list: PackedFolder = { format: 1, commit, artifacts: files };
  await writeFile(join(folder, FILE), `${JSON.stringify(list, null, 2)}\n`);
}

const HINT = "Pack again with `convoy pack --out DIR`, and hand on the whole folder.";

/** Throws `PACKED_INVALID` where the folder has no such list, with every problem. */
export async function readPackedFolder(folder: string): Promise<PackedFolder> {
  return checkedFile(PACKED, { file: join(folder, FILE), code: "PACKED_INVALID", hint: HINT });
}
