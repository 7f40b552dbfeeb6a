import { registerHooks } from "node:module";
import { extname } from "node:path";
import { text } from "node:stream/consumers";

// The process in which changelog modules run. It is given no credential, and whatever they print goes to stderr:
// stdout has the reply as its last line.
const reply = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

// changesets starts a git for each changeset to find its commit, which for hundreds of them is nearly all of the time
// that the version step takes. It has no setting for it, so its import is answered with our own module.
const ownGit = new URL(`changeset-commits${extname(import.meta.url)}`, import.meta.url).href;
registerHooks({
  resolve(specifier, context, next) {
    const isOurs =
      specifier === "@changesets/git" && context.parentURL?.includes("/@changesets/apply-release-plan/");
    return next(isOurs ? ownGit : specifier, context);
  },
});

const { answerRequest } = await import("./answer-request.ts");

// A module that leaves a timer or a socket open must not keep the release waiting.
reply(`\n${JSON.stringify(await answerRequest(await text(process.stdin)))}\n`, () => process.exit());
