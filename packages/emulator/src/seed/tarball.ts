import { gzipSync } from "node:zlib";

const BLOCK = 512;

/** A package's tarball made from texts: path in the package to content. The same input is the same bytes. */
export function packTarball(files: Readonly<Record<string, string>>): Uint8Array {
  const blocks = Object.entries(files).flatMap(([path, content]) => {
    const bytes = Buffer.from(content);
    return [header(`package/${path}`, bytes.length), bytes, Buffer.alloc(padding(bytes.length))];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** A ustar header of a plain file, with npm's own fixed time. */
function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, "0")}\0`;
  if (Buffer.byteLength(path) > 100) throw new RangeError(`too long for a tarball: ${path}`);
  block.write(path, 0);
  block.write(octal(0o644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(499_162_500, 12), 136);
  block.write(" ".repeat(8), 148); // the checksum counts itself as spaces
  block.write("0", 156);
  block.write("ustar\u000000", 257);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${checksum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}
