import { ReleaseError, type Artifact } from "@convoy/core";
import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isNativeError } from "node:util/types";

/** The bytes of a packed tarball. Throws `ARTIFACT_CHANGED` unless they are those that were packed. */
export async function readKept(artifact: Artifact): Promise<Buffer> {
  const bytes = await readIfThere(artifact.path);
  if (bytes !== undefined && `sha512-${hash("sha512", bytes, "base64")}` === artifact.integrity) return bytes;
  const found = bytes === undefined ? "is gone" : "is no longer what was packed";
  throw new ReleaseError(
    "ARTIFACT_CHANGED",
    `the tarball of ${artifact.name}@${artifact.version} ${found}: ${artifact.path}`,
    { hint: "Take this release back with `convoy rollback`, and release again: bytes are made once." },
  );
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (thrown) {
    if (isNativeError(thrown) && "code" in thrown && thrown.code === "ENOENT") return undefined;
    throw thrown;
  }
}
