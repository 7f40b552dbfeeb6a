import type { CiRequest } from "../ci-request.ts";
import { assumeRole, CHECKOUT, install, NODE, pushing } from "./actions.ts";

/** Once a week what has expired goes, by the rules of convoy.json. */
export function pruneWorkflow({ region, prepare }: CiRequest): string {
  return `# Made by \`convoy init --ci github\`; docs/ci.md of Convoy says what each part is for.
name: Prune
on:
  schedule:
    - cron: "17 4 * * 1"
  workflow_dispatch:

permissions: {}

concurrency:
  group: convoy-prune
  cancel-in-progress: false

jobs:
  prune:
    name: Prune
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    environment: prune
    permissions:
      contents: write # the lock, so that no release begins meanwhile
      id-token: write # the role of AWS
    steps:
${CHECKOUT}${NODE}${install(prepare)}${assumeRole("CONVOY_PRUNE_ROLE", region)}${pushing({ name: "Prune", run: "convoy prune --yes --wait 900" })}`;
}
