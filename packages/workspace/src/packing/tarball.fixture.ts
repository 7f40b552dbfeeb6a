import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Header } from "tar";
import { tempFolder } from "@convoy/testkit";

export interface EntrySpec {
  readonly path: string;
  readonly content?: string | Uint8Array;
  readonly type?: "File" | "SymbolicLink" | "Link" | "CharacterDevice" | "Directory";
  readonly linkpath?: string;
  readonly mode?: number;
}

export const MANIFEST_ENTRY: EntrySpec = {
  path: "package/package.json",
  content: '{"name":"@acme/codec","version":"1.1.0"}',
};

/** A tarball of exactly these entries, however wrong they are, and its path. */
export async function tarballOf(...specs: readonly EntrySpec[]): Promise<string> {
  const blocks = specs.flatMap(({ path, content = "", type = "File", linkpath = "", mode = 0o644 }) => {
    const body = Buffer.from(content);
    const block = Buffer.alloc(512);
    new Header({ path, type, linkpath, mode, size: body.length, mtime: new Date(0), uid: 0, gid: 0 }).encode(
      block,
    );
    return [block, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  const file = join(await tempFolder("tarball"), "package.tgz");
  await writeFile(file, gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)])));
  return file;
}
