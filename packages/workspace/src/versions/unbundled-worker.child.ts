import { registerHooks } from "node:module";
import { extname } from "node:path";

// changesets starts a git for each changeset to find its commit, which for hundreds of them is nearly all of the time
// that the version step takes. It has no setting for it, so its import is answered with our own module. The bundle of
// this program does the same when it is made.
const ownGit = new URL(`changeset-commits${extname(import.meta.url)}`, import.meta.url).href;
registerHooks({
  resolve(specifier, context, next) {
    const isOurs =
      specifier === "@changesets/git" && context.parentURL?.includes("/@changesets/apply-release-plan/");
    return next(isOurs ? ownGit : specifier, context);
  },
});

await import("./version-worker.child.ts");
