import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseError } from "@convoy/core";
import type { Changes } from "@convoy/workspace";
import type { Answer } from "../answer.ts";
import { readIfThere } from "../read-if-there.ts";
import type { Project } from "./project.ts";

const FOLDER = ".nx/version-plans";

/**
 * Turns the changesets into version plans of Nx, one each. Dependents then move by the rules of Nx, which are not those
 * of changesets: a dependent always gets a patch.
 */
export async function emitNxPlans(project: Project, changes: Changes): Promise<Answer> {
  if (changes.preTag !== null)
    throw new ReleaseError(
      "NX_PLANS_PRE",
      "the changesets are in pre mode, which version plans of Nx do not know",
      {
        hint: "Leave pre mode with `changeset pre exit`, or version with `convoy version`.",
      },
    );
  if (changes.lanes.size > 0)
    throw new ReleaseError("NX_PLANS_LANES", "there are lanes, which version plans of Nx do not know", {
      hint: "Version with `convoy version`, or remove `versions.lanes` from convoy.json.",
    });
  const plans = await plansOf(project, changes);
  await mkdir(join(project.root, FOLDER), { recursive: true });
  for (const { file, text, empty } of plans) if (!empty) await writeFile(join(project.root, file), text);
  for (const { id } of plans) await rm(join(project.root, ".changeset", `${id}.md`), { force: true });
  const files = plans.filter(({ empty }) => !empty).map(({ file }) => file);
  const text =
    files.length === 0
      ? "No changeset asks for a release."
      : `${files.join("\n")}\nRun \`nx release version\`.`;
  return { document: { format: 1, plans: files }, text };
}

interface NxPlan {
  readonly id: string;
  readonly file: string;
  readonly text: string;
  /** The changeset asks for no release. */
  readonly empty: boolean;
}

async function plansOf(project: Project, { plan }: Changes): Promise<readonly NxPlan[]> {
  const names = await projectNames(project);
  return plan.changesets.map(({ id, summary, releases }) => {
    const lines = releases
      .filter(({ type }) => type !== "none")
      .map(({ name, type }) => `${JSON.stringify(names.get(name) ?? name)}: ${type}\n`);
    // Nx takes no plan without a text.
    const text = `---\n${lines.join("")}---\n\n${summary.trim() || "No description."}\n`;
    return { id, file: `${FOLDER}/${id.replaceAll("/", "-")}.md`, text, empty: lines.length === 0 };
  });
}

/** The project of each package, as Nx calls it. */
async function projectNames({ root, read }: Project): Promise<ReadonlyMap<string, string>> {
  const named = (await read()).packages.map(async ({ name, dir }) => {
    const own = await nameIn(join(root, dir, "project.json"), []);
    return [name, own ?? (await nameIn(join(root, dir, "package.json"), ["nx"])) ?? name] as const;
  });
  return new Map(await Promise.all(named));
}

async function nameIn(path: string, under: readonly string[]): Promise<string | undefined> {
  let found = JSON.parse((await readIfThere(path)) ?? "{}") as Record<string, unknown>;
  for (const field of under) found = (found[field] ?? {}) as Record<string, unknown>;
  return typeof found["name"] === "string" ? found["name"] : undefined;
}
