import { describeError, ReleaseError } from "@convoy/core";
import type { Finding } from "@convoy/nx";
import { findingsText } from "@convoy/report";
import { colourful, type Answer, type CommonOptions } from "../answer.ts";
import { DONE, FAILED } from "../exit-codes.ts";
import type { Host } from "../host.ts";
import { findingOf } from "../wiring/finding.ts";
import { openProject, rootOf, type Project } from "../wiring/project.ts";
import { allReleases, nextCommand, recordsAt, type Records } from "../wiring/records.ts";
import { setupFindings } from "../wiring/setting-up/findings.ts";
import { publishedNames } from "../wiring/setting-up/layout.ts";
import { withTarget } from "../wiring/with-target.ts";

export interface DoctorOptions extends CommonOptions {
  /** Leave out what takes more than a look: the rights of the role, and what lies around the repositories. */
  readonly quick?: true;
}

/** Finds what would break a release, and says how to mend it. Exit 1 when something would. */
export async function doctor(host: Host, options: DoctorOptions): Promise<Answer> {
  const root = await rootOf(host, options);
  const { examineNx } = await import("@convoy/nx");
  const found = await Promise.all([
    asFindings("nx.json", () => examineNx(root)),
    asFindings("git", async () => unfinishedReleases(await recordsAt(host, options))),
    asFindings("convoy.json", async () => {
      const project = await openProject(host, options);
      const looked = await lookAtTarget(project, options);
      return options.quick ? looked : [...looked, ...(await setupFindings(project))];
    }),
  ]);
  const findings = found.flat();
  const sick = findings.some(({ severity }) => severity === "error");
  const text =
    findings.length === 0
      ? "Nothing stands in the way of a release."
      : findingsText(findings, { colour: colourful(host, host.stdout) });
  return { document: { format: 1, findings }, text, exitCode: sick ? FAILED : DONE };
}

async function unfinishedReleases(records: Records): Promise<readonly Finding[]> {
  const { releases, behind, unasked } = await allReleases(records);
  const open = releases.find(({ ended, opening }) => !ended || behind.has(opening.id));
  const findings = unasked === undefined ? [] : [findingOf("git", unasked, "warning")];
  if (open === undefined) return findings;
  const { id } = open.opening;
  const what = open.ended ? "has ended, and this clone has yet to follow" : "has not ended";
  const message = `release ${id} ${what}; no other can begin here before`;
  const error = { code: "RELEASE_UNFINISHED", message, hint: `Run \`${nextCommand(open, behind)}\`.` };
  return [...findings, findingOf(`release ${id}`, error, "error")];
}

/** The credential, the endpoint and the right to read, with one look at one package; then the rights of a release. */
function lookAtTarget(project: Project, { quick }: DoctorOptions): Promise<readonly Finding[]> {
  return withTarget(project, async ({ target, missingRights }) => {
    const names = publishedNames(await project.read());
    if (names[0] !== undefined) await target.channel.look(names[0]);
    const missing = quick ? [] : ((await missingRights?.(names)) ?? []);
    return missing.map((error) => findingOf(target.channel.label, error, "error"));
  });
}

/** What is refused is found. */
async function asFindings(
  subject: string,
  examine: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await examine();
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    return [findingOf(subject, describeError(error), "error")];
  }
}
