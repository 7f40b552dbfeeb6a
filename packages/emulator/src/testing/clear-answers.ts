import { expect } from "@jest/globals";
import fc from "fast-check";
import type { HostileRequest } from "./hostile.ts";
import { AUTHORIZATION, Rig, type Reply } from "./rig.ts";

/**
 * Sends the requests one after the other to one emulator. Each must get a 2xx, 3xx or clear 4xx answer: JSON with a
 * message where JSON is due, and never a 500. After all of it the emulator must still work.
 */
export async function expectClearAnswers(
  requests: fc.Arbitrary<HostileRequest>,
  parameters: { readonly seed: number; readonly numRuns: number },
): Promise<void> {
  const rig = await Rig.start();
  await rig.publish({ name: "@acme/http", version: "1.0.0" });
  const isClear = async (request: HostileRequest): Promise<void> => {
    const reply = await send(rig, request);
    if (!clear(request, reply))
      throw new Error(
        `${request.method} ${request.path} answered ${reply.status} ${JSON.stringify(reply.body)}`,
      );
  };
  await fc.assert(fc.asyncProperty(requests, isClear), { ...parameters, endOnFailure: true });
  await rig.control("CreateDomain", { domain: "after" });
  expect((await rig.control("DescribeDomain", { domain: "after" })).status).toBe(200);
}

function send(rig: Rig, { method, path, body = "", signed }: HostileRequest): Promise<Reply> {
  const init = { method, ...(method === "GET" || method === "HEAD" ? {} : { body }) };
  if (!path.startsWith("/d/"))
    return rig.fetch(path, { ...init, headers: signed ? { authorization: AUTHORIZATION } : {} });
  return signed ? rig.npm(path.slice("/d/acme-123456789012/npm/".length), init) : rig.fetch(path, init);
}

function clear({ method, path }: HostileRequest, { status, body, headers }: Reply): boolean {
  if (status < 200 || status >= 500) return false;
  if (status < 400 || method === "HEAD") return true;
  const message: unknown = path.startsWith("/d/") ? body.error : body.message;
  const named = path.startsWith("/d/") || headers.get("x-amzn-errortype") !== null;
  return typeof message === "string" && message !== "" && message.length < 5000 && named;
}
