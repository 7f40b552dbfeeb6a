import { cleanUp } from "@convoy/testkit";
import { simulate, type Scene } from "./simulate.ts";

// A release has a process of its own, so that its CPU time and its memory are nobody else's.
const scene = JSON.parse(process.argv[2] ?? "") as Scene;
try {
  const result = await simulate(scene);
  process.send?.(result);
} finally {
  await cleanUp();
}
process.disconnect?.();
