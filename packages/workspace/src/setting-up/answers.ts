import { ReleaseError } from "@convoy/core";

/** The continuous integration that gets a workflow. */
export type CiKind = "github" | "gitlab" | "codebuild" | "none";

export const CI_KINDS: readonly CiKind[] = ["github", "gitlab", "codebuild", "none"];

/** What `convoy init` and the generator `init` are told, by flags or by prompts. */
export interface InitAnswers {
  readonly target?: "codeartifact" | "npm" | undefined;
  readonly domain?: string | undefined;
  readonly domainOwner?: string | undefined;
  readonly region?: string | undefined;
  readonly repository?: string | undefined;
  readonly staging?: string | undefined;
  readonly registry?: string | undefined;
  readonly ci?: CiKind | undefined;
  /** Who makes the git tags under `nx release`: Nx, before it publishes, or Convoy, after success. */
  readonly tags?: "nx" | "convoy" | undefined;
}

/** The target as it stands in convoy.json. Throws `INIT_INCOMPLETE`, which names all that is missing. */
export function targetOf(answers: InitAnswers): Readonly<Record<string, string>> {
  const { target = "codeartifact" } = answers;
  const given = answers as Readonly<Record<string, string | undefined>>;
  const missing = missingAnswers(answers);
  if (missing.length > 0)
    throw new ReleaseError("INIT_INCOMPLETE", `a ${target} target needs: ${missing.join(", ")}`, {
      hint: `Give ${missing.map((name) => `--${name}`).join(", ")}, or run the command in a terminal, where it asks.`,
    });
  const optional = target === "npm" ? [] : ["domainOwner", "staging"];
  const fields = [...wantedFor(answers), ...optional].flatMap((name) =>
    given[name] ? [[name, given[name]] as const] : [],
  );
  return { type: target, ...Object.fromEntries(fields) };
}

/** What the target still needs to be told. */
export function missingAnswers(answers: InitAnswers): readonly string[] {
  const given = answers as Readonly<Record<string, string | undefined>>;
  return wantedFor(answers).filter((name) => !given[name]);
}

function wantedFor({ target }: InitAnswers): readonly string[] {
  return target === "npm" ? ["registry"] : ["domain", "region", "repository"];
}
