import { expect } from "@jest/globals";
import { packagesOf } from "@convoy/testkit";
import { worldOf, type World } from "./world.ts";

export const PACKAGES = packagesOf("codec@1.2.0 <- http <- app");

/** A release that was killed past the commit point, when the first of its packages had been promoted. */
export async function killedWorld(): Promise<{ readonly world: World; readonly id: string }> {
  const all = Object.fromEntries(PACKAGES.map(({ name }) => [name, "patch" as const]));
  const world = await worldOf({ packages: PACKAGES, changesets: [{ id: "second", releases: all }] });
  expect(await world.convoy(["publish"])).toMatchObject({ exitCode: 0 });
  const when = (event: { readonly kind?: string; readonly act?: unknown }): boolean =>
    event.kind === "package-settled" && event.act === "promote";
  const { events } = await world.convoy(["release", "--json"], { signalAfter: { when, signal: "SIGKILL" } });
  return { world, id: String(events[0]?.["id"]) };
}
