import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { QUOTAS } from "./service.ts";
import { simulate, type Scene } from "./simulate.ts";

useTempFolders();

const SCENE: Scene = {
  packages: 60,
  shape: "layered",
  seed: 1,
  latency: 80,
  strategy: "staged",
  quotas: QUOTAS,
};

test("a staged release takes as long as the quota of copies says, and a greater quota makes it quicker", async () => {
  const usual = await simulate(SCENE);
  expect(usual.phases["promote"]).toBeGreaterThan(60 / 5 - 2);
  expect(usual.phases["promote"]).toBeLessThan((60 / 5) * 1.2);
  expect(usual.refused).toBeGreaterThan(0);
  const raised = await simulate({ ...SCENE, quotas: { ...QUOTAS, copies: 100 } });
  expect(raised.seconds).toBeLessThan(usual.seconds / 2);
  expect(raised).toMatchObject({ refused: 0, requests: 5 * 60 });
});
