import type { Mutant } from "../mutant.ts";
import { BUGS_ON_THE_WAY_BACK } from "./way-back.ts";
import { BUGS_OF_GIT } from "./git.ts";
import { BUGS_OF_THE_JOURNAL } from "./journal.ts";
import { BUGS_OF_THE_LOCK } from "./lock.ts";
import { BUGS_OF_ORDER } from "./order.ts";
import { BUGS_OF_PRUNING } from "./pruning.ts";
import { BUGS_OF_REGISTRIES } from "./registries.ts";
import { BUGS_OF_SETTING_UP } from "./setting-up.ts";
import { BUGS_OF_VERIFYING } from "./verifying.ts";
import { BUGS_OF_WRITES } from "./writes.ts";

export const BUGS: readonly Mutant[] = [
  ...BUGS_OF_WRITES,
  ...BUGS_OF_ORDER,
  ...BUGS_ON_THE_WAY_BACK,
  ...BUGS_OF_THE_JOURNAL,
  ...BUGS_OF_THE_LOCK,
  ...BUGS_OF_GIT,
  ...BUGS_OF_REGISTRIES,
  ...BUGS_OF_PRUNING,
  ...BUGS_OF_VERIFYING,
  ...BUGS_OF_SETTING_UP,
];
