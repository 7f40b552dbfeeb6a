import type { Mutant } from "../mutant.ts";

const WITHDRAW = "packages/registry/src/codeartifact/withdraw.ts";
const WITHDRAWALS = "packages/registry/src/codeartifact/withdraw.test.ts";

/** What is asked of a registry, and how its answers are read. */
export const BUGS_OF_REGISTRIES: readonly Mutant[] = [
  {
    bug: "a version is archived whatever its revision is: delete without compare-and-set",
    file: WITHDRAW,
    edits: [["    versionRevisions: { [version]: revision },\n", ""]],
    killedBy: [{ file: WITHDRAWALS, name: "F26" }],
  },
  {
    bug: "a version is deleted whatever its status is",
    file: WITHDRAW,
    edits: [[', expectedStatus: "Archived" }', " }"]],
    killedBy: [{ file: WITHDRAWALS, name: "F26 a version that somebody brings back" }],
  },
  {
    bug: "a version with other bytes is unpublished",
    file: "packages/registry/src/npm/unpublish.ts",
    edits: [['if (integrityOf(manifest) !== present.integrity) return { kind: "changed" };', ""]],
    killedBy: [{ file: "packages/registry/src/npm/unpublish.test.ts", name: "F26" }],
  },
  {
    bug: "HTTP 200 is a success, whatever `failedVersions` says",
    file: "packages/registry/src/codeartifact/bulk.ts",
    edits: [["return failuresIn(answer.value).get(version) ?? answer;", "return answer;"]],
    killedBy: [{ file: "packages/registry/src/codeartifact/promote.test.ts", name: "F24" }],
  },
  {
    bug: "a copy takes whatever revision the stage has by now",
    file: "packages/registry/src/codeartifact/promote.ts",
    edits: [["revision === undefined ? { versions", "revision !== null ? { versions"]],
    killedBy: [
      { file: "packages/registry/src/codeartifact/promote.test.ts", name: "F24 a version that is no longer" },
    ],
  },
  {
    bug: "a write whose reply is lost is sent again without a look",
    file: "packages/registry/src/limits/carry.ts",
    edits: [["return carry(gate, operation, 1);", "return carry(gate, operation, gate.limits.attempts);"]],
    killedBy: [
      { file: "packages/registry/src/limits/gate.test.ts", name: "a write that fails is not made again" },
    ],
  },
  {
    bug: "one worker that is told to slow down does so alone",
    file: "packages/registry/src/limits/carry.ts",
    edits: [["gate.pause(wait);", "await gate.ports.clock.sleep(wait, gate.ports.signal);"]],
    killedBy: [{ file: "packages/registry/src/npm/throttling.test.ts", name: "F10 one worker" }],
  },
  {
    bug: "each worker asks for a token of its own",
    file: "packages/registry/src/codeartifact/token-source.ts",
    edits: [["this.#asking ??= ", "this.#asking = "]],
    killedBy: [{ file: "packages/registry/src/codeartifact/open-codeartifact.test.ts", name: "F19" }],
  },
  {
    bug: "an HTML page with status 404 means that there is no such package",
    file: "packages/registry/src/npm/npm-fault.ts",
    edits: [
      [
        'return isPage(error) ? { kind: "broken", words } : { kind: "missing", words, resource: undefined };',
        'return { kind: "missing", words, resource: undefined };',
      ],
    ],
    killedBy: [{ file: "packages/registry/src/npm/look.test.ts", name: "F8" }],
  },
  {
    bug: "a read that was denied means that there is no such package",
    file: "packages/registry/src/npm/look.ts",
    edits: [
      [
        'if (answer.kind === "missing") return undefined;',
        'if (answer.kind === "missing" || answer.kind === "denied") return undefined;',
      ],
    ],
    killedBy: [
      { file: "packages/registry/src/npm/look.test.ts", name: "a refused read is no absent package" },
    ],
  },
  {
    bug: "a tarball that was changed since it was packed is uploaded",
    file: "packages/registry/src/npm/kept-file.ts",
    edits: [
      [
        'bytes !== undefined && `sha512-${hash("sha512", bytes, "base64")}` === artifact.integrity',
        "bytes !== undefined",
      ],
    ],
    killedBy: [
      { file: "packages/registry/src/npm/upload.test.ts", name: "a file that is no longer what was packed" },
    ],
  },
];
