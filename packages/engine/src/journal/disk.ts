import { mkdir, open, readdir, readFile, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";

/** The files that records are kept in. */
export interface Disk {
  /** Makes the folder, its parents too, for the owner's eyes alone. */
  makeFolder(path: string): Promise<void>;
  /** The names in the folder; none where there is no folder. */
  list(path: string): Promise<readonly string[]>;
  /** The text of the file; empty where there is none. */
  read(path: string): Promise<string>;
  /** Opens the file for appending behind its first `bytes`; what stands there is cut off. */
  append(path: string, bytes: number): Promise<Appender>;
  /** Removes the file or folder with all that is in it. */
  remove(path: string): Promise<void>;
}

/** A file at its end. */
export interface Appender {
  /** Resolves once the text is safe from a crash. */
  add(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The disk of this machine. */
export const localDisk: Disk = {
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  list: (path) => readdir(path).catch(emptyWhenMissing<string[]>([])),
  read: (path) => readFile(path, "utf8").catch(emptyWhenMissing("")),
  async append(path, bytes) {
    const handle = await open(path, "a", 0o600);
    await handle.truncate(bytes);
    await flushFolder(dirname(path));
    return appenderOf(handle);
  },
  remove: (path) => rm(path, { recursive: true, force: true }),
};

function appenderOf(handle: FileHandle): Appender {
  return {
    async add(text) {
      await handle.appendFile(text);
      await handle.datasync();
    },
    close: () => handle.close(),
  };
}

/** A new file is only there after a crash when its folder was flushed as well. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function emptyWhenMissing<T>(empty: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return empty;
    throw error;
  };
}
