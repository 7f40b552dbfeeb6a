import type { Artifact } from "@convoy/core";
import { tempFolder } from "@convoy/testkit";
import { hash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A kept file with some bytes in it; nothing here looks into a tarball. */
export async function keptArtifact(
  name: string,
  version: string,
  manifest: Readonly<Record<string, unknown>> = {},
): Promise<Artifact> {
  const path = join(await tempFolder(), "package.tgz");
  const bytes = Buffer.from(`${name}@${version} ${JSON.stringify(manifest)}`);
  await writeFile(path, bytes);
  return {
    name,
    version,
    path,
    size: bytes.length,
    integrity: integrityOfBytes(bytes),
    files: ["package.json"],
    manifest: { ...manifest, name, version },
  };
}

function integrityOfBytes(bytes: Buffer): string {
  return `sha512-${hash("sha512", bytes, "base64")}`;
}
