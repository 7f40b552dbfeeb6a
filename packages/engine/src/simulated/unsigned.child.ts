import { setImmediate } from "node:timers/promises";
import { ReleaseError } from "@convoy/core";
import { cleanUp } from "@convoy/testkit";
import { orderOf, simulatedWorld } from "./simulated-world.ts";
import { carryOut } from "../release/carry-out.ts";

// A process of its own, since Jest hears of what is rejected and has nobody to hear of it before Node does.
const world = await simulatedWorld("direct");
world.ports.git.prepare = () => Promise.reject(new ReleaseError("GIT_UNSIGNED", "no key"));
const pack = world.tree.pack.bind(world.tree);
world.tree.pack = async (...all) => {
  await setImmediate();
  return pack(...all);
};
const { outcome, error } = await carryOut(orderOf("codec"), world.ports);
await cleanUp();
if (outcome !== "rolled-back" || error?.code !== "GIT_UNSIGNED") throw new Error(`it was ${outcome}`);
