import { expect, test } from "@jest/globals";
import type { LoggedRequest } from "../registry/request-log.ts";
import { analyse } from "./analyse.ts";

const GRAPH = { anchor: ["codec"], codec: [], http: ["codec"] };

function put(name: string, startedAt: number, endedAt: number, status = 201): LoggedRequest {
  const effectAt = (startedAt + endedAt) / 2;
  return { method: "PUT", path: `/${name}`, name, version: "1.0.0", status, startedAt, effectAt, endedAt };
}

test("a publish in alphabetical order is seen to break the order", () => {
  const requests = [put("anchor", 0, 10), put("codec", 10, 20), put("http", 20, 30)];
  expect(analyse(requests, GRAPH)).toMatchObject({ orderViolations: 1, published: 3, putsInFlight: 1 });
});

test("a dependent whose dependency never arrived breaks the order, too", () => {
  const requests = [put("codec", 0, 10, 500), put("http", 20, 30)];
  expect(analyse(requests, GRAPH)).toMatchObject({ orderViolations: 1, published: 1 });
});

test("publishes that overlap are counted, those that touch are not", () => {
  const requests = [put("codec", 0, 10), put("http", 10, 30), put("anchor", 20, 40)];
  expect(analyse(requests, GRAPH)).toMatchObject({ orderViolations: 0, putsInFlight: 2, putWindow: 0.04 });
});
