import { ciFiles } from "./ci-files.ts";
import type { CiFiles } from "./ci-request.ts";

/** The workflows of Convoy's own repository: those that it makes for everybody, with the command built first. */
export const OWN_WORKFLOWS: CiFiles = ciFiles("github", {
  baseBranch: "main",
  target: "codeartifact",
  region: "eu-west-1",
  // The command is itself among what is packed.
  build: "pnpm run build",
  prepare: ["pnpm run build"],
});
