import { NEW, type Cast } from "./script.ts";
import type { Foreign } from "./story.ts";
import type { Universe } from "./universe.ts";

type Act = (universe: Universe, one: Cast) => void;

const LATER = "7.0.0";

/** What somebody else may do to a package, to the remote, or to a file. */
const ACTS: Readonly<Record<Foreign["act"], Act>> = {
  publish(universe, { name }) {
    const known = universe.channel.versionsOf(name).size > 0;
    put(universe, { name, version: LATER, tag: known ? "beta" : "latest" });
    if (!known) universe.witness.foreignMoved(name, "latest");
  },
  claim(universe, { name }) {
    if (universe.channel.stored(name, NEW) === undefined)
      put(universe, { name, version: NEW, tag: "claimed" });
  },
  retag(universe, { name, distTag }) {
    if (universe.channel.versionsOf(name).size === 0) return;
    put(universe, { name, version: LATER, tag: distTag });
    universe.witness.foreignMoved(name, distTag);
  },
  "tag-ours"({ channel, witness }, { name }) {
    if (channel.stored(name, NEW)?.status !== "Published") return;
    channel.point(name, "stable", NEW);
    witness.foreignMoved(name, "stable");
  },
  push({ remote }) {
    const tip = remote.refs.get("main") ?? "";
    const files = new Map(remote.commits.filesOf(tip)).set("README.md", `after ${tip}`);
    const commit = remote.commits.make(`commit-on-${tip}`, { parent: tip, reverts: null, files });
    remote.refs.set("main", commit);
  },
  "git-tag"({ remote }, { name }) {
    if (!remote.refs.has(`${name}@${NEW}`)) remote.refs.set(`${name}@${NEW}`, "somebody else's tag");
  },
  edit({ here }, { name }) {
    const path = `packages/${name}/package.json`;
    // Edits that the release would have refused at its start are another story.
    if (here.files.get(path) === `${name} at ${NEW}`) here.files.set(path, `${name} as the user wants it`);
  },
  install(universe) {
    universe.installEverything();
  },
};

/** Somebody else does something while the release goes on. */
export function actOfOthers(universe: Universe, { act, which }: Foreign): void {
  const one = universe.cast[which % universe.cast.length];
  if (!one) return;
  universe.timeline.tell(`somebody else: ${act} ${one.name}`);
  ACTS[act](universe, one);
}

function put(
  { channel }: Universe,
  { name, version, tag }: { readonly name: string; readonly version: string; readonly tag: string },
): void {
  const integrity = `sha512-${name}@${version}-somebody-else`;
  channel.put(name, version, { integrity, origin: "foreign", dependencies: {}, tags: [tag] });
}
