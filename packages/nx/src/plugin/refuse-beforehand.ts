import { ReleaseError } from "@convoy/core";
import type { Finding } from "../doctor/finding.ts";
import { askConvoy, type ConvoyQuestion } from "./ask-convoy.ts";

/**
 * Refuses, before any task runs, while a release has not ended, and where the settings or the target would refuse one.
 * The command is asked in a process of its own, which holds the credential for as long as that takes.
 */
export async function refuseBeforehand(question: ConvoyQuestion): Promise<void> {
  const { findings = [] } = await askConvoy<DoctorAnswer>(["doctor", "--quick"], question);
  const [first, ...more] = findings.filter((finding) => stops(finding, question.env));
  if (first === undefined) return;
  const message = [first, ...more].map(({ subject, message: text }) => `${subject}: ${text}`).join("\n");
  throw new ReleaseError(first.code, message, { hint: first.hint });
}

/** The environment of the daemon is as old as the daemon: what it says of the target may be no longer so, or not yet. */
function stops({ severity, code }: Finding, env: ConvoyQuestion["env"]): boolean {
  if (severity !== "error") return false;
  return env["NX_DAEMON_PROCESS"] !== "true" || /^(NX|RELEASE|CONFIG)_/.test(code);
}

interface DoctorAnswer {
  readonly findings?: readonly Finding[];
}
