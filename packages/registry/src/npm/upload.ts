import type { Artifact, WriteReply } from "@convoy/core";
import type { PublishOptions, publish } from "libnpmpublish";
import { answered } from "../replies/fault.ts";
import type { Permission } from "../replies/permission.ts";
import { replyOf } from "../replies/reply-of.ts";
import type { Access } from "../settings.ts";
import { loadPublish } from "./clients.ts";
import { readKept } from "./kept-file.ts";
import { isHtml } from "./npm-fault.ts";
import type { NpmPlane } from "./npm-plane.ts";

/** A slow line is given this long for each byte of a tarball: 256 kB a second. */
const MS_PER_BYTE = 1 / 256;

export interface UploadOptions {
  readonly distTag: string;
  readonly access: Access | undefined;
  readonly permission?: Permission;
}

/** Uploads the kept file in one PUT. The bytes are read when their turn has come, so few are in memory at a time. */
export async function upload(
  plane: NpmPlane,
  artifact: Artifact,
  options: UploadOptions,
): Promise<WriteReply> {
  const errand = { doing: `upload ${artifact.name}@${artifact.version}`, where: plane.label };
  const publish = await loadPublish();
  let bytes: Buffer = Buffer.alloc(0);
  const answer = await plane.write<undefined>({
    ...errand,
    extraMs: artifact.size * MS_PER_BYTE,
    permission: options.permission,
    ready: async () => {
      bytes = await readKept(artifact);
    },
    send: async (sending, wire) => {
      await publish(manifestOf(artifact), bytes, { ...sending, ...publishOptions(artifact, options) });
      // The library is done with the head of the reply; what follows decides whether it was the registry's.
      return isHtml(await wire.whole())
        ? { kind: "broken", words: "an HTML page instead of a registry's answer" }
        : answered(undefined);
    },
  });
  return replyOf(answer, errand);
}

/** Without a field `tag`, which the library would put before the dist-tag of the plan. */
function manifestOf(artifact: Artifact): Parameters<typeof publish>[0] {
  const { tag: _tag, ...manifest } = artifact.manifest;
  return manifest;
}

function publishOptions(artifact: Artifact, { distTag, access }: UploadOptions): PublishOptions {
  const own = (artifact.manifest["publishConfig"] as { access?: unknown } | undefined)?.access;
  const chosen = own === "public" || own === "restricted" ? own : access;
  return { defaultTag: distTag, ...(chosen === undefined ? {} : { access: chosen }) };
}
