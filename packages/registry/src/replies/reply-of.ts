import type { WriteReply } from "@convoy/core";
import { errorOf, type Errand } from "./error-of.ts";
import type { Answer, Fault } from "./fault.ts";

/** What an answer to a write says about the write. */
export function replyOf(answer: Answer<unknown>, errand: Errand): WriteReply {
  if (answer.kind === "answered") return { kind: "accepted" };
  if (answer.kind === "conflict") return { kind: "exists", error: errorOf(answer, errand).toDocument() };
  return failureOf(answer, errand);
}

/** Refused where nothing can have been done; unclear where it may have been. */
export function failureOf(
  fault: Fault,
  errand: Errand,
): Extract<WriteReply, { kind: "unclear" | "refused" }> {
  const lost = fault.kind === "broken" || fault.kind === "unreachable" || fault.kind === "conflict";
  return { kind: lost ? "unclear" : "refused", error: errorOf(fault, errand).toDocument() };
}
