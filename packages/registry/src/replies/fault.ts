import type { Permission } from "./permission.ts";

/** Why a request brought no answer to work with. `words` are the registry's own, made fit for a message. */
export type Fault =
  /** Turned away for going too fast; certainly nothing has been done. */
  | { readonly kind: "throttled"; readonly words: string; readonly afterMs: number | undefined }
  /** The credential is not accepted: expired, revoked or meant for something else. */
  | { readonly kind: "unauthorized"; readonly words: string }
  /** There is no credential to send, and the registry wants one. */
  | { readonly kind: "anonymous"; readonly words: string }
  | { readonly kind: "denied"; readonly words: string; readonly permission: Permission | undefined }
  /** `resource` is CodeArtifact's word for what there is not: `domain`, `repository`, `package`, `package-version`. */
  | { readonly kind: "missing"; readonly words: string; readonly resource: string | undefined }
  | { readonly kind: "conflict"; readonly words: string }
  /** Any other refusal; without a status when it was refused on this side. */
  | { readonly kind: "rejected"; readonly words: string; readonly status?: number }
  /** The reply was lost, cut short or no registry's: what was asked for may have been done. */
  | { readonly kind: "broken"; readonly words: string }
  | { readonly kind: "unreachable"; readonly words: string }
  /** The other side did not prove who it is, or sent us elsewhere; nothing was sent there. */
  | { readonly kind: "unsafe"; readonly words: string }
  | { readonly kind: "without-credentials"; readonly words: string };

/** What came of one attempt, or of all of them. */
export type Answer<T> = { readonly kind: "answered"; readonly value: T } | Fault;

export function answered<T>(value: T): Answer<T> {
  return { kind: "answered", value };
}

/** Whether the same read may well succeed a moment later. Throttling is not among these: it is waited out. */
export function passes(fault: Fault): boolean {
  return fault.kind === "broken" || fault.kind === "unreachable";
}
