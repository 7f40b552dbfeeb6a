import { join } from "node:path";
import { ReleaseError } from "@convoy/core";
import { localDisk, type Disk } from "./disk.ts";
import type { JournalEntry } from "./entry.ts";
import { openJournal, type Journal } from "./journal.ts";
import { decodeLines } from "./line.ts";
import { refuseNewer } from "./newer.ts";
import { ReleaseRecord } from "./record.ts";

const RELEASE_ID = /^[0-9]{8}-[0-9]{6}-[0-9a-f]{4}$/;
const KEPT_RECORDS = 50;

/** The records of all releases of a clone, in a folder under its git directory. */
export interface ReleaseRecords {
  /** Opens the journal of a release, a new one or one with entries, to append to it. */
  open(id: string): Promise<{ readonly entries: readonly JournalEntry[]; readonly journal: Journal }>;
  /** What this clone knows of a release; undefined when that is nothing. */
  find(id: string): Promise<ReleaseRecord | undefined>;
  /** All of them, the newest first. */
  list(): Promise<readonly ReleaseRecord[]>;
  /** Where the tarballs of the release are kept until it has ended. */
  artifactFolder(id: string): Promise<string>;
  dropArtifacts(id: string): Promise<void>;
  /** Forgets a release that has not begun. */
  forget(id: string): Promise<void>;
  /** Forgets the oldest records of releases that have ended. */
  prune(): Promise<void>;
}

/** Records under `folder`, which is made when it is first needed. */
export function openRecords(folder: string, disk: Disk = localDisk): ReleaseRecords {
  const home = (id: string): string => join(folder, checkedId(id));
  const file = (id: string): string => join(home(id), "journal");
  const records: ReleaseRecords = {
    async open(id) {
      await disk.makeFolder(home(id));
      const { entries, bytes } = decodeLines(await disk.read(file(id)));
      refuseNewer(entries);
      return { entries, journal: await openJournal(disk, file(id), bytes) };
    },
    async find(id) {
      const { entries } = decodeLines(await disk.read(file(id)));
      refuseNewer(entries);
      return ReleaseRecord.replay(entries);
    },
    async list() {
      const ids = (await disk.list(folder)).filter((name) => RELEASE_ID.test(name));
      const all = await Promise.all(ids.map((id) => records.find(id)));
      return all.filter((recorded) => recorded !== undefined).toSorted(newestFirst);
    },
    async artifactFolder(id) {
      const artifacts = join(home(id), "artifacts");
      await disk.makeFolder(artifacts);
      return artifacts;
    },
    dropArtifacts: (id) => disk.remove(join(home(id), "artifacts")),
    forget: (id) => disk.remove(home(id)),
    async prune() {
      const ended = (await records.list()).filter((recorded) => recorded.ended);
      const old = ended.slice(KEPT_RECORDS).map(({ opening }) => home(opening.id));
      await Promise.all(old.map((path) => disk.remove(path)));
    },
  };
  return records;
}

/** By when they began. Ids tell that to the second, and two releases may begin within one. */
export function newestFirst({ opening: one }: ReleaseRecord, { opening: other }: ReleaseRecord): number {
  return other.startedAt - one.startedAt || (one.id < other.id ? 1 : -1);
}

function checkedId(id: string): string {
  if (RELEASE_ID.test(id)) return id;
  throw new ReleaseError("RELEASE_ID_INVALID", `\`${id}\` is not the id of a release`, {
    hint: "An id looks like 20260131-174500-1f3a; `convoy status` lists them.",
  });
}
