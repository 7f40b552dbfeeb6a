import type { Command } from "commander";
import type { Settle } from "../answering.ts";
import type { Host } from "../host.ts";
import { addAfterwards } from "./afterwards.ts";
import { addGettingReady } from "./getting-ready.ts";
import { addPlanning } from "./planning.ts";
import { addReleasing } from "./releasing.ts";
import { addUpkeep } from "./upkeep.ts";

const GROUPS = [
  ["Getting ready:", addGettingReady],
  ["Planning:", addPlanning],
  ["Releasing:", addReleasing],
  ["Afterwards:", addAfterwards],
  ["Upkeep:", addUpkeep],
] as const;

/** All verbs, with the options of each; in this order `convoy help` lists them. */
export function addCommands(program: Command, host: Host, settle: Settle): void {
  for (const [heading, add] of GROUPS) {
    program.commandsGroup(heading);
    add(program, host, settle);
  }
}
