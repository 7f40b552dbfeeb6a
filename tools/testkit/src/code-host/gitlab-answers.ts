import type { Answer } from "./route.ts";

export const PROJECT = "/api/v4/projects/{id}";

export function refused(status: number, message: string): Answer {
  return { status, with: { message } };
}

/** One page of a list, and the header that leads to the next one. */
export function pageOf<T>(
  all: readonly T[],
  query: URLSearchParams,
  path: string,
): { readonly items: readonly T[]; readonly headers: Readonly<Record<string, string>> } {
  const [size, page] = [Number(query.get("per_page") ?? 20), Number(query.get("page") ?? 1)];
  const items = all.slice((page - 1) * size, page * size);
  if (page * size >= all.length) return { items, headers: {} };
  const next = new URLSearchParams([...query, ["page", String(page + 1)]]);
  const url = `https://gitlab.com/api/v4/projects/acme%2Fteam%2Fshop/${path}?${next.toString()}`;
  return { items, headers: { link: `<${url}>; rel="next"` } };
}
