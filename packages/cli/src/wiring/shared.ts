import { believablePart, type SharedRecords } from "@convoy/engine";
import type { WorkspaceGit } from "@convoy/workspace";

/**
 * The lock and the records on the remote that this clone pushes to, which is found out when it is first needed. What
 * others have written is checked where it comes in.
 */
export function sharedOf(git: WorkspaceGit): SharedRecords {
  let found: Promise<SharedRecords> | undefined;
  const there = (): Promise<SharedRecords> => (found ??= git.findRemote().then((start) => git.shared(start)));
  return {
    open: async (id, journal, lock) => (await there()).open(id, journal, lock),
    save: async (id, journal, options) => (await there()).save(id, journal, options),
    async read(id) {
      const journal = await (await there()).read(id);
      return journal === null ? null : believablePart(journal);
    },
    async list(but) {
      const records = await (await there()).list(but);
      return records.map(({ id, journal }) => ({ id, journal: believablePart(journal) }));
    },
    lock: async () => (await there()).lock(),
    takeOver: async (oid, lock) => (await there()).takeOver(oid, lock),
    unlock: async (oid) => (await there()).unlock(oid),
    prune: async (keep) => (await there()).prune(keep),
  };
}
