import type { ErrorDocument } from "../model/error.ts";
import {
  PUBLIC_REGISTRY,
  type FoundLayout,
  type FoundRepository,
  type Layout,
  type LayoutChange,
  type LayoutDifference,
} from "./layout.ts";

/** The channel, and the repository behind it that public packages come through. */
export function upstreamDifference(layout: Layout, found: FoundLayout): LayoutDifference {
  const { channel, upstream } = layout;
  const there = found.repositories.get(channel);
  if (there === undefined) {
    const behind = upstream === undefined ? NOTHING : connected(upstream.name, found);
    const upstreams = upstream === undefined ? [] : [upstream.name];
    const create = { kind: "create-repository", repository: channel, role: "channel", upstreams } as const;
    return { changes: [...behind.changes, create], notes: behind.notes };
  }
  if (upstream === undefined) return NOTHING;
  return upstream.asked
    ? linked(channel, there, { upstream: upstream.name, found })
    : { changes: [], notes: reachesPublic(channel, found) ? [] : [closedNote(channel, upstream.name)] };
}

const NOTHING: LayoutDifference = { changes: [], notes: [] };

/** A channel that is there gets the repository behind it that convoy.json names, as the last to be searched. */
function linked(
  channel: string,
  there: FoundRepository,
  { upstream, found }: { readonly upstream: string; readonly found: FoundLayout },
): LayoutDifference {
  if (there.connections.length > 0) return { changes: [], notes: [connectedNote(channel, upstream)] };
  const behind = connected(upstream, found);
  if (reachable(channel, found).has(upstream)) return behind;
  const upstreams = [...there.upstreams, upstream];
  const link = { kind: "add-upstream", repository: channel, added: upstream, upstreams } as const;
  return { changes: [...behind.changes, link], notes: behind.notes };
}

/** The repository that public packages come through, with its connection to the public registry. */
function connected(name: string, found: FoundLayout): LayoutDifference {
  const there = found.repositories.get(name);
  const changes: LayoutChange[] = [];
  if (there === undefined)
    changes.push({ kind: "create-repository", repository: name, role: "upstream", upstreams: [] });
  // The service lets a repository have repositories behind it or a connection, not both.
  if (there === undefined || (there.upstreams.length === 0 && there.connections.length === 0))
    changes.push({ kind: "connect", repository: name, connection: PUBLIC_REGISTRY });
  else if (!reachesPublic(name, found)) return { changes, notes: [elsewhereNote(name)] };
  return { changes, notes: [] };
}

/** Whether public packages come into the repository. */
export function reachesPublic(name: string, found: Pick<FoundLayout, "repositories">): boolean {
  return [...reachable(name, found)].some((one) =>
    found.repositories.get(one)?.connections.includes(PUBLIC_REGISTRY),
  );
}

/** The repository and all that are behind it. */
function reachable(name: string, { repositories }: Pick<FoundLayout, "repositories">): ReadonlySet<string> {
  const seen = new Set<string>([name]);
  for (const one of seen) for (const next of repositories.get(one)?.upstreams ?? []) seen.add(next);
  return seen;
}

function closedNote(channel: string, upstream: string): ErrorDocument {
  return {
    code: "SETUP_CHANNEL_CLOSED",
    message: `${channel} has no way to the public registry: only what is released to it installs from it`,
    hint: `Where public packages are to come through it, set "setup": {"upstream": "${upstream}"} in convoy.json; else {"upstream": false}.`,
  };
}

function connectedNote(channel: string, upstream: string): ErrorDocument {
  return {
    code: "SETUP_CHANNEL_CONNECTED",
    message: `${channel} has a connection of its own to outside, and so cannot have ${upstream} behind it`,
    hint: 'Take the connection away with `aws codeartifact disassociate-external-connection`, and run `convoy setup` again; or set "setup": {"upstream": false} in convoy.json.',
  };
}

function elsewhereNote(name: string): ErrorDocument {
  return {
    code: "SETUP_UPSTREAM_CLOSED",
    message: `${name} has no way to the public registry, and with what is behind it cannot get one`,
    hint: "Name another repository as `upstream` in convoy.json.",
  };
}
