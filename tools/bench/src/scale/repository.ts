import type { Git, ObservedRefs, PreparedRefs, SharedRecords, WorkingTree } from "@convoy/engine";

const ACCEPTED = { kind: "accepted" } as const;

/** A git repository in memory whose remote takes everything: what git itself takes is measured with git. */
export function simulatedGit(): { readonly git: Git; readonly shared: SharedRecords } {
  const records = new Map<string, string>();
  return { git: gitWith(records), shared: sharedWith(records) };
}

/** Release id to its journal. */
type Records = Map<string, string>;

function gitWith(records: Records): Git {
  let [remote, local] = ["absent", "absent"] as [ObservedRefs["remote"], ObservedRefs["local"]];
  return {
    preflight: async () => ({ base: "base", branch: "main", remote: "origin", remoteBranch: "base" }),
    async prepare(from, { tags }): Promise<PreparedRefs> {
      const objects = Object.fromEntries(Object.keys(tags).map((tag) => [tag, tag]));
      return { ...from, commit: from.base, tags: objects };
    },
    observe: async () => ({ remote, local }),
    observeHere: async () => local,
    async push(_refs, { record } = {}) {
      if (record !== undefined) records.set(record.id, record.journal);
      remote = "ours";
      return ACCEPTED;
    },
    async adopt() {
      local = "ours";
    },
    async retract() {
      [remote, local] = ["absent", "absent"];
    },
  };
}

function sharedWith(records: Records): SharedRecords {
  const save = async (id: string, journal: string): Promise<typeof ACCEPTED> => {
    records.set(id, journal);
    return ACCEPTED;
  };
  return {
    async open(id, journal) {
      await save(id, journal);
      return { kind: "taken", oid: "lock" };
    },
    save,
    read: async (id) => records.get(id) ?? null,
    list: async () => [],
    lock: async () => null,
    takeOver: async () => ({ kind: "taken", oid: "lock" }),
    unlock: async () => ACCEPTED,
    prune: async () => undefined,
  };
}

/** Files that are packed in no time. */
export const simulatedTree: WorkingTree = {
  mayTouch: async () => [],
  version: async () => [],
  build: async () => undefined,
  edited: async () => [],
  differing: async () => [],
  restore: async () => [],
  async pack({ releases }, folder) {
    return releases.map(({ name, to: version }) => ({
      name,
      version,
      path: `${folder}/${name}.tgz`,
      size: 10_000,
      integrity: `sha512-${name}@${version}`.padEnd(95, "="),
      files: ["package.json", "index.js"],
      manifest: { name, version },
    }));
  },
};
