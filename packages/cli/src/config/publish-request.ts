import { z } from "zod";
import { checkedFile } from "./checked.ts";

/**
 * What a tool that has its own idea of a release, such as `nx release`, asks `convoy publish` for. It is read from a
 * file, since ten thousand names are too long for a command line.
 */
export interface PublishRequest {
  readonly format: 1;
  /** Names of packages. A group is not sent before all earlier ones are where they go; one that fails ends all. */
  readonly groups: readonly (readonly string[])[];
  /** Package to the name of its git tag. Default: a tag each, as `tagFormat` says. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** What the caller has made in git for this release; it is taken back when the release is. */
  readonly made?: { readonly commit: boolean; readonly tags: readonly string[] } | undefined;
  /** The caller cannot go on: the release is refused for this reason, and what was made for it is taken back. */
  readonly refuse?:
    | { readonly code: string; readonly message: string; readonly hint?: string | undefined }
    | undefined;
}

const name = z.string().min(1).max(500);

const REQUEST: z.ZodType<PublishRequest> = z.strictObject({
  format: z.literal(1),
  groups: z.array(z.array(name)),
  tags: z.record(name, name).optional(),
  made: z.strictObject({ commit: z.boolean(), tags: z.array(name) }).optional(),
  refuse: z.strictObject({ code: name, message: z.string(), hint: z.string().optional() }).optional(),
});

/** Throws `REQUEST_INVALID` with every problem. */
export async function readRequest(path: string): Promise<PublishRequest> {
  return checkedFile(REQUEST, { file: path, code: "REQUEST_INVALID", hint: HINT });
}

const HINT = '`--request FILE` takes {"format": 1, "groups": [["a", "b"], ["c"]]}.';
