import { ReleaseError } from "@convoy/core";
import type { BranchHead, CommittedFile, Forge, PullRequest } from "../forge.ts";
import { fingerprintOf, markedPart, readMade, withPart, type Made } from "./marker.ts";

/** What a release pull request is to be. */
export interface Proposal {
  readonly base: { readonly branch: string; readonly commit: string };
  /** The branch of the pull request. It is made anew from the base whenever that has moved. */
  readonly branch: string;
  readonly message: string;
  readonly files: readonly CommittedFile[];
  /** The tree that the files make of the base. */
  readonly tree: string;
  readonly title: string;
  /** Markdown of at most so many characters: the part of the body that is Convoy's. */
  readonly part: (longest: number) => string;
}

export type Proposed =
  | {
      readonly kind: "created" | "updated" | "unchanged";
      readonly pullRequest: PullRequest;
      readonly commit: string;
      /** See `BranchWritten`; null also where no commit was made. */
      readonly verified: boolean | null;
      /** The commit that somebody else had put on the branch, and that is on it no more. */
      readonly replaced: string | null;
    }
  /** The base is elsewhere on the host: a run from there is to make the pull request, not this one. */
  | { readonly kind: "outdated"; readonly baseHead: string | null };

const ATTEMPTS = 4;
/** Around a part, for what people have written: it is theirs, and is not cut. */
const MARKS = 200;

/**
 * Has the host show the proposal: one branch with one commit on top of the base, and one open pull request. Of runs at
 * the same time all but one find the branch moved, and look again; a run whose base has moved on leaves all as it is.
 * A pull request that was closed stays closed, and a new one is opened: GitHub reopens none whose branch was rewritten.
 */
export async function proposeRelease(forge: Forge, proposal: Proposal): Promise<Proposed> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const [base, head, found] = await Promise.all([
      forge.headOf(proposal.base.branch),
      forge.headOf(proposal.branch),
      forge.findOpen(proposal.branch, proposal.base.branch),
    ]);
    if (base?.commit !== proposal.base.commit) return { kind: "outdated", baseHead: base?.commit ?? null };
    const proposed = await tryOnce(forge, proposal, { head, found });
    if (proposed !== undefined) return proposed;
  }
  throw new ReleaseError(
    "HOST_CONTENDED",
    `${proposal.branch} on ${forge.label} was changed by somebody else each time that Convoy had read it`,
    { hint: "Let one run of `convoy pr` end before the next: put them into one concurrency group." },
  );
}

interface Seen {
  readonly head: BranchHead | null;
  readonly found: PullRequest | null;
}

/** Undefined where somebody else was quicker. */
async function tryOnce(
  forge: Forge,
  proposal: Proposal,
  { head, found }: Seen,
): Promise<Proposed | undefined> {
  const made = found === null ? undefined : readMade(found.body);
  const written = isWritten(proposal, head, made)
    ? { commit: head.commit, verified: null, fresh: false }
    : await write(forge, proposal, head);
  if (written === undefined) return undefined;
  const now = {
    head: written.commit,
    from: proposal.base.commit,
    title: fingerprintOf(proposal.title),
  };
  const { commit, verified, fresh } = written;
  const replaced = fresh ? foreignHead(head, made) : null;
  if (found === null) {
    const text = { title: proposal.title, body: markedPart(now, proposal.part(forge.longestBody - MARKS)) };
    const opened = await forge.open(proposal.branch, proposal.base.branch, text);
    return opened === null ? undefined : { kind: "created", pullRequest: opened, commit, verified, replaced };
  }
  const edited = await bringUpToDate(forge, proposal, { found, made, now });
  const kind = fresh || edited !== found ? "updated" : "unchanged";
  return { kind, pullRequest: edited, commit, verified, replaced };
}

/** The branch is the base with these files already, whoever has made it so. */
function isWritten(
  { base, tree }: Proposal,
  head: BranchHead | null,
  made: Made | undefined,
): head is BranchHead {
  if (head === null || head.parents.length !== 1 || head.parents[0] !== base.commit) return false;
  return head.tree === null ? made?.head === head.commit : head.tree === tree;
}

async function write(
  forge: Forge,
  { branch, base, message, files }: Proposal,
  head: BranchHead | null,
): Promise<{ readonly commit: string; readonly verified: boolean | null; readonly fresh: true } | undefined> {
  const expected = head?.commit ?? null;
  const written = await forge.commitOnto({ branch, expected, parent: base.commit, message, files });
  return written.kind === "contended"
    ? undefined
    : { commit: written.commit, verified: written.verified, fresh: true };
}

/** A commit on top of ours is a person's; one beside ours is that of another run. */
function foreignHead(head: BranchHead | null, made: Made | undefined): string | null {
  if (head === null || made === undefined || head.commit === made.head) return null;
  return head.parents.length === 1 && head.parents[0] === made.from ? null : head.commit;
}

interface Standing {
  readonly found: PullRequest;
  readonly made: Made | undefined;
  readonly now: Made;
}

async function bringUpToDate(
  forge: Forge,
  proposal: Proposal,
  { found, made, now }: Standing,
): Promise<PullRequest> {
  const own = withPart(found.body, "").length;
  const part = markedPart(now, proposal.part(forge.longestBody - own - MARKS));
  const body = withPart(found.body, part);
  const isOurs = made === undefined || made.title === fingerprintOf(found.title);
  const title = isOurs ? proposal.title : found.title;
  if (body === found.body.replaceAll("\r\n", "\n") && title === found.title) return found;
  await forge.edit(found.number, title === found.title ? { body } : { title, body });
  return { ...found, title, body };
}
