import type { HostedRelease } from "./host-state.ts";
import type { Behind } from "./route.ts";

/** Shows the release, beside a tag that is made where there is none; undefined where there is no such commit either. */
export async function showRelease(
  { repository, state }: Behind,
  release: Omit<HostedRelease, "id" | "tagged" | "draft">,
): Promise<HostedRelease | undefined> {
  const ref = `refs/tags/${release.tag}`;
  if ((await repository.ref(ref)) === undefined && !(await repository.setRef(ref, release.commit, "")))
    return undefined;
  const id = (state.releases.at(-1)?.id ?? 0) + 1;
  const shown = { ...release, id, tagged: await repository.ref(ref), draft: false };
  state.releases.push(shown);
  return shown;
}

/** Those whose tag has gone since they were made. A tag that is another one by now has gone and come again. */
export async function withoutTheirTag({ repository, state }: Behind): Promise<readonly HostedRelease[]> {
  const tags = await Promise.all(state.releases.map(({ tag }) => repository.ref(`refs/tags/${tag}`)));
  return state.releases.filter(({ tagged }, index) => tags[index] !== tagged);
}

export function dropRelease({ state }: Behind, release: HostedRelease): void {
  state.releases.splice(state.releases.indexOf(release), 1);
}
