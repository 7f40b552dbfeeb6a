import { expect, test } from "@jest/globals";
import { planOf } from "../plan.fixture.ts";
import { DEFAULT_RELEASE_BODY, releaseBody, type ReleaseBody } from "./release-body.ts";

function bodyOf(count: number, more: Partial<ReleaseBody> = {}): ReleaseBody {
  const plan = planOf(
    ...Array.from({ length: count }, (_, index) => ({
      name: `@acme/package-${index}`,
      dir: `packages/package-${index}`,
      after: index === 0 ? [] : ["@acme/package-0"],
    })),
  );
  const changelogs = new Map(plan.releases.map(({ name }) => [name, "### Minor Changes\n\n- Faster."]));
  const target = { channel: "acme/npm-releases", stage: "acme/npm-staging" };
  return { plan, changelogs, target, template: DEFAULT_RELEASE_BODY, ...more };
}

test("the plan, what the registry receives, the graph and the changelogs, in this order", () => {
  expect(releaseBody(bodyOf(2), 65_536)).toMatchInlineSnapshot(`
"Merge this pull request to release: 2 packages to publish. Longest chain of dependencies: 2. About 5 registry requests.

Convoy makes this branch anew from the changesets whenever its base moves. Commits that are put on it by hand are
gone then; what you write into this text above or below stays.

| Package | From | To | Bump | Because |
| --- | --- | --- | --- | --- |
| \`@acme/package-0\` | \`1.0.0\` | \`1.1.0\` | minor | brave-cats-jump |
| \`@acme/package-1\` | \`1.0.0\` | \`1.1.0\` | minor | brave-cats-jump |

**\`acme/npm-releases\`** receives 2 versions, by way of \`acme/npm-staging\`, under \`latest\`:

<details><summary>In this order</summary>

1. \`@acme/package-0@1.1.0\` as \`latest\`
1. \`@acme/package-1@1.1.0\` as \`latest\`, after \`@acme/package-0\`

</details>

<details><summary>What depends on what</summary>

\`\`\`mermaid
flowchart LR
  n0["@acme/package-0 1.1.0"]
  n1["@acme/package-1 1.1.0"]
  n1 --> n0
\`\`\`

</details>

### Changelogs

<details><summary>&#64;acme/package-0 1.1.0</summary>

### Minor Changes

- Faster.

</details>

<details><summary>&#64;acme/package-1 1.1.0</summary>

### Minor Changes

- Faster.

</details>"
`);
});

test("a template says what comes where, and words of the repository are no template", () => {
  const body = bodyOf(1, {
    template: "Hello {nobody}.\n{changelogs}",
    changelogs: new Map([["@acme/package-0", "{plan}"]]),
  });
  expect(releaseBody(body, 65_536)).toMatch(
    /^Hello \{nobody\}\.\n### Changelogs\n\n<details>[^]*\n\{plan\}\n/,
  );
});

test.each([10, 300, 3_000])(
  "for %i packages it is never longer than the host takes, and every section is closed",
  (count) => {
    for (const longest of [65_536, 20_000, 5_000, 1_500]) {
      const text = releaseBody(bodyOf(count), longest);
      expect(text.length).toBeLessThanOrEqual(longest);
      expect(text.split("<details>").length).toBe(text.split("</details>").length);
      expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
      expect(text).toContain("Merge this pull request to release");
    }
  },
);

test("what is least missed goes first: changelogs before the graph, the graph before rows of the plan", () => {
  const whole = releaseBody(bodyOf(100), Infinity).length;
  const without = (longest: number): string => releaseBody(bodyOf(100), longest);
  const shorter = without(whole - 100);
  expect(shorter).toMatch(/The changelogs of \d+ more packages/);
  expect(shorter).toContain("```mermaid");
  const short = without(16_000);
  expect(short).toContain("`convoy plan --graph mermaid` prints it");
  expect(short).toContain("`@acme/package-99` |");
  expect(without(3_000)).toMatch(/\| and \d+ more \|/);
});
