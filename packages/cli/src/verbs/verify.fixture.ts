import { startEmulatorRig, type BuiltWorkspace, type EmulatorRig } from "@convoy/testkit";
import { convoy, type Ran } from "../command.fixture.ts";
import { workspaceOf } from "./world.fixture.ts";

export const CHANNEL = "npm-releases";

/** A workspace of which two packages are released. */
export interface ReleasedWorld {
  readonly rig: EmulatorRig;
  readonly workspace: BuiltWorkspace;
  readonly id: string;
  readonly run: (...args: readonly string[]) => Promise<Ran>;
}

export async function releasedWorld(environment: NodeJS.ProcessEnv): Promise<ReleasedWorld> {
  const rig = await startEmulatorRig();
  Object.assign(environment, rig.env);
  const files = { "convoy.json": JSON.stringify(rig.config) };
  const workspace = await workspaceOf({ files, install: "lock-file" });
  const run = (...args: readonly string[]): Promise<Ran> => convoy(workspace.root, args);
  const released = await run("release", "--json");
  if (released.exitCode !== 0) throw new Error(released.stdout);
  return { rig, workspace, id: (released.json().at(-1) as { id: string }).id, run };
}

/** Does by the service's API to a version in the channel what nobody should. */
export async function tamper(
  { url }: EmulatorRig,
  how: "delete" | "Unlisted" | "Archived" | "Published",
  [scope, name, version]: readonly [scope: string, name: string, version: string],
): Promise<void> {
  const operation = how === "delete" ? "delete" : "update_status";
  const target = how === "delete" ? {} : { targetStatus: how };
  const query = new URLSearchParams({
    domain: "acme",
    repository: CHANNEL,
    format: "npm",
    namespace: scope,
    package: name,
  });
  const reply = await fetch(`${url}/v1/package/versions/${operation}?${String(query)}`, {
    method: "POST",
    headers: { authorization: SIGNED },
    body: JSON.stringify({ versions: [version], ...target }),
  });
  if (!reply.ok) throw new Error(await reply.text());
}

const SIGNED = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/codeartifact/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;
