import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseError } from "@convoy/core";
import type { JournalEntry } from "./entry.ts";
import { openJournal, type Journal } from "./journal.ts";
import { decodeLine } from "./line.ts";
import { ReleaseRecord } from "./record.ts";

const RELEASE_ID = /^[0-9]{8}-[0-9]{6}-[0-9a-f]{4}$/;
const KEPT_RECORDS = 50;

/** The records of all releases of a clone, in a folder under its git directory. */
export interface ReleaseRecords {
  create(id: string): Promise<Journal>;
  /** Opens the journal of a release that is in it already, to append to it. */
  reopen(id: string): Promise<Journal>;
  /** Throws `RELEASE_UNKNOWN` for an id that is not there. */
  read(id: string): Promise<ReleaseRecord>;
  /** All of them, the newest first. */
  list(): Promise<readonly ReleaseRecord[]>;
  /** Where the tarballs of the release are kept until it has ended. */
  artifactFolder(id: string): Promise<string>;
  dropArtifacts(id: string): Promise<void>;
  /** Forgets the oldest records of releases that have ended. */
  prune(): Promise<void>;
}

/** Records under `folder`, which is made when it is first needed. */
export function openRecords(folder: string): ReleaseRecords {
  const home = (id: string): string => join(folder, checkedId(id));
  const file = (id: string): string => join(home(id), "journal");
  const records: ReleaseRecords = {
    async create(id) {
      await mkdir(home(id), { recursive: true, mode: 0o700 });
      return openJournal(file(id), 0);
    },
    reopen: async (id) => openJournal(file(id), (await readWhole(file(id))).bytes),
    async read(id) {
      const recorded = ReleaseRecord.replay((await readWhole(file(id))).entries);
      if (recorded) return recorded;
      throw new ReleaseError("RELEASE_UNKNOWN", `there is no release ${id} in this clone`, {
        hint: "Run `convoy status` to see the releases that this clone knows.",
      });
    },
    async list() {
      const ids = (await listFolder(folder))
        .filter((name) => RELEASE_ID.test(name))
        .toSorted()
        .toReversed();
      const all = await Promise.all(
        ids.map(async (id) => ReleaseRecord.replay((await readWhole(file(id))).entries)),
      );
      return all.filter((recorded) => recorded !== undefined);
    },
    async artifactFolder(id) {
      const artifacts = join(home(id), "artifacts");
      await mkdir(artifacts, { recursive: true, mode: 0o700 });
      return artifacts;
    },
    dropArtifacts: (id) => rm(join(home(id), "artifacts"), { recursive: true, force: true }),
    async prune() {
      const ended = (await records.list()).filter((recorded) => recorded.ended);
      const old = ended.slice(KEPT_RECORDS).map(({ opening }) => home(opening.id));
      await Promise.all(old.map((path) => rm(path, { recursive: true, force: true })));
    },
  };
  return records;
}

/** The whole entries from the start; the first torn or damaged line ends what can be believed. */
async function readWhole(file: string): Promise<{ entries: readonly JournalEntry[]; bytes: number }> {
  const entries: JournalEntry[] = [];
  let bytes = 0;
  for (const line of (await readText(file)).split("\n").slice(0, -1)) {
    const entry = decodeLine(line);
    if (entry === undefined) break;
    entries.push(entry as JournalEntry);
    bytes += Buffer.byteLength(line) + 1;
  }
  return { entries, bytes };
}

function checkedId(id: string): string {
  if (RELEASE_ID.test(id)) return id;
  throw new ReleaseError("RELEASE_ID_INVALID", `\`${id}\` is not the id of a release`, {
    hint: "An id looks like 20260131-174500-1f3a; `convoy status` lists them.",
  });
}

async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch(emptyWhenMissing(""));
}

async function listFolder(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(emptyWhenMissing<string[]>([]));
}

function emptyWhenMissing<T>(empty: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return empty;
    throw error;
  };
}
