import type { WriteReply } from "@convoy/core";
import { answered } from "../replies/fault.ts";
import type { Permission } from "../replies/permission.ts";
import { replyOf } from "../replies/reply-of.ts";
import { escaped, loadFetch } from "./clients.ts";
import { isHtml } from "./npm-fault.ts";
import type { NpmPlane } from "./npm-plane.ts";

export interface DistTag {
  readonly name: string;
  readonly tag: string;
  /** Null takes the tag away. */
  readonly version: string | null;
}

/** Points a dist-tag, or takes it away; one that is away already is as wanted. */
export async function setDistTag(
  plane: NpmPlane,
  wanted: DistTag,
  permission?: Permission,
): Promise<WriteReply> {
  const { name, tag, version } = wanted;
  const doing =
    version === null ? `take dist-tag ${tag} off ${name}` : `point dist-tag ${tag} to ${name}@${version}`;
  const errand = { doing, where: plane.label };
  const fetch = await loadFetch();
  const answer = await plane.write<undefined>({
    ...errand,
    permission,
    send: async (options, wire) => {
      await fetch(`-/package/${escaped(name)}/dist-tags/${encodeURIComponent(tag)}`, {
        ...options,
        ...(version === null ? { method: "DELETE" } : putOf(version)),
        ignoreBody: true,
      });
      return isHtml(await wire.whole())
        ? { kind: "broken", words: "an HTML page instead of a registry's answer" }
        : answered(undefined);
    },
  });
  if (answer.kind === "missing" && version === null) return { kind: "accepted" };
  return replyOf(answer, errand);
}

function putOf(version: string): { method: string; body: string; headers: Record<string, string> } {
  return { method: "PUT", body: JSON.stringify(version), headers: { "content-type": "application/json" } };
}
