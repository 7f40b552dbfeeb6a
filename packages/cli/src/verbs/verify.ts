import { findingsIn, findingsInAbsence, ReleaseError, type VerifyFinding } from "@convoy/core";
import type { OpenTarget } from "@convoy/registry";
import { verifyText, type VerifyDocument } from "@convoy/report";
import type { InstallClient } from "@convoy/workspace";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import { DONE, FAILED } from "../exit-codes.ts";
import type { Host } from "../host.ts";
import { openProject } from "../wiring/project.ts";
import { recordsOf } from "../wiring/records.ts";
import { claimOf, type Claim } from "../wiring/verifying/claim.ts";
import { installRelease } from "../wiring/verifying/install.ts";
import { lookAtChannel } from "../wiring/verifying/look-at-channel.ts";
import { lookAtTags } from "../wiring/verifying/look-at-tags.ts";
import { withChannel } from "../wiring/with-target.ts";

export interface VerifyOptions extends CommonOptions {
  /** `true`: with the pnpm that comes with Convoy. */
  readonly install?: InstallClient | true;
}

/** Whether what was released is what is in the channel now. Exit 1 when it is not. */
export async function verify(host: Host, options: VerifyOptions, id: string | undefined): Promise<Answer> {
  const project = await openProject(host, options);
  const claim = await claimOf(recordsOf(project), id);
  const client = options.install === true ? "pnpm" : options.install;
  if (client !== undefined && claim.takenBack) throw nothingToInstall(claim);
  return withChannel(project, async (opened) => {
    checkTarget(claim, opened);
    const [{ facts, notes: unseen }, tags] = await Promise.all([
      lookAtChannel(project, opened, claim),
      lookAtTags(project, claim),
    ]);
    const judge = claim.takenBack ? findingsInAbsence : findingsIn;
    const found = [...judge({ ...facts, git: tags.git }), ...tags.findings];
    const notes = [...claim.notes, ...unseen, ...tags.notes];
    if (client === undefined) return answerOf(host, documentOf(claim, opened, found), notes);
    // They are installed by their versions, wherever a dist-tag points.
    const inTheWay = found.filter(({ code }) => !code.startsWith("DIST_TAG_"));
    if (brokenIn(claim, inTheWay).size > 0) {
      const note = `nothing was installed: ${client} cannot install what is not there as it was released`;
      return answerOf(host, documentOf(claim, opened, found), [...notes, note]);
    }
    const differing = await installRelease(host, opened, { client, facts });
    const document = documentOf(claim, opened, [...found, ...differing]);
    const installed = { client, packages: claim.packages.length };
    return answerOf(host, differing.length > 0 ? document : { ...document, installed }, notes);
  });
}

function nothingToInstall({ record }: Claim): ReleaseError {
  const message = `release ${record.opening.id} was taken back, so there is nothing to install`;
  return new ReleaseError("VERIFY_NOTHING_TO_INSTALL", message, {
    hint: "Without `--install` it is verified that nothing of it is left.",
  });
}

/** A release is looked for where it went. */
function checkTarget({ record }: Claim, { label }: OpenTarget): void {
  const { id, target } = record.opening;
  if (target === label) return;
  throw new ReleaseError(
    "VERIFY_OTHER_TARGET",
    `release ${id} went to ${target}, and convoy.json names ${label}`,
    {
      hint: "Verify it with the convoy.json of its release commit.",
    },
  );
}

/** The packages of which something is wrong, as subjects of findings. */
function brokenIn({ packages }: Claim, found: readonly VerifyFinding[]): ReadonlySet<string> {
  const subjects = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  const errors = found.filter(({ severity, subject }) => severity === "error" && subjects.has(subject));
  return new Set(errors.map(({ subject }) => subject));
}

function documentOf(
  claim: Claim,
  { label, requests }: OpenTarget,
  findings: readonly VerifyFinding[],
): VerifyDocument {
  const { record, packages, tags, commit } = claim;
  const broken = brokenIn(claim, findings);
  return {
    format: 1,
    release: { id: record.opening.id, state: record.state, target: label, commit, tags },
    packages: packages.map(({ name, version, integrity, distTag }) => {
      return { name, version, integrity, distTag, ok: !broken.has(`${name}@${version}`) };
    }),
    findings,
    requests,
  };
}

function answerOf(host: Host, document: VerifyDocument, notes: readonly string[]): Answer {
  const failed = document.findings.some(({ severity }) => severity === "error");
  const text = verifyText(document, { colour: colourful(host, host.stdout) });
  return { document, text, notes, exitCode: failed ? FAILED : DONE };
}
