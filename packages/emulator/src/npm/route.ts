import { invalid } from "../errors.ts";

/** What a path below a repository's endpoint asks for. Names and tags are decoded. */
export type Route =
  | { readonly kind: "package"; readonly name: string }
  | { readonly kind: "version"; readonly name: string; readonly version: string }
  | { readonly kind: "tarball"; readonly name: string; readonly version: string }
  | { readonly kind: "tags"; readonly name: string }
  | { readonly kind: "tag"; readonly name: string; readonly tag: string }
  | { readonly kind: "ping" }
  /** Revisions of the old registry protocol: what `npm unpublish` deletes. */
  | { readonly kind: "unpublish"; readonly name: string }
  | { readonly kind: "other" };

/** `rest` is percent-encoded; the slash of a scoped name may come as `%2f` or as it is. */
export function parseRoute(rest: string): Route {
  const segments = rest.split("/").map(decoded);
  if (segments[0] === "-") return registryRoute(segments.slice(1));
  const { name, after } = takeName(segments);
  const [first, second] = after;
  if (name === "" || after.includes("")) return { kind: "other" };
  if (first === undefined) return { kind: "package", name };
  if (first === "-rev") return { kind: "unpublish", name };
  if (first === "-" && second !== undefined) return tarballRoute(name, after.slice(1));
  return after.length === 1 ? { kind: "version", name, version: first } : { kind: "other" };
}

function registryRoute(segments: readonly string[]): Route {
  if (segments[0] === "ping" && segments.length === 1) return { kind: "ping" };
  if (segments[0] !== "package") return { kind: "other" };
  const { name, after } = takeName(segments.slice(1));
  const [first, tag] = after;
  if (first !== "dist-tags" || after.length > 2) return { kind: "other" };
  return tag === undefined || tag === "" ? { kind: "tags", name } : { kind: "tag", name, tag };
}

function tarballRoute(name: string, after: readonly string[]): Route {
  if (after[1] === "-rev") return { kind: "unpublish", name };
  const file = after.join("/").split("/").at(-1) ?? "";
  const prefix = `${name.split("/").at(-1)}-`;
  if (!file.startsWith(prefix) || !file.endsWith(".tgz")) return { kind: "other" };
  return { kind: "tarball", name, version: file.slice(prefix.length, -".tgz".length) };
}

function takeName(segments: readonly string[]): { readonly name: string; readonly after: readonly string[] } {
  const [first = "", second] = segments;
  if (first.startsWith("@") && !first.includes("/") && second !== undefined) {
    return { name: `${first}/${second}`, after: segments.slice(2) };
  }
  return { name: first, after: segments.slice(1) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError)
      throw invalid(`Malformed percent-encoding in the path: ${segment.slice(0, 100)}`);
    throw error;
  }
}
