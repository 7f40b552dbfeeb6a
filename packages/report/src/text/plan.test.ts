import { expect, test } from "@jest/globals";
import type { PlannedRelease, ReleasePlan } from "@convoy/core";
import { planMermaid, planText } from "./plan.ts";

function release(name: string, part: Partial<PlannedRelease> = {}): PlannedRelease {
  const dir = `packages/${name.replace("@acme/", "")}`;
  return {
    name,
    dir,
    from: "1.0.0",
    to: "1.0.1",
    bump: "patch",
    because: [],
    after: [],
    distTag: "latest",
    ...part,
  };
}

function planOf(...releases: readonly PlannedRelease[]): ReleasePlan {
  return { format: 1, commit: "1a2b3c4d5e6f7a8b9c0d", releases, estimate: { requests: 30, depth: 3 } };
}

const small = planOf(
  release("@acme/codec", {
    to: "1.1.0",
    bump: "minor",
    because: [{ kind: "change", changeset: "brave-cats-jump", bump: "minor" }],
  }),
  release("@acme/http", { because: [{ kind: "dependency", name: "@acme/codec" }], after: ["@acme/codec"] }),
  release("@acme/site", {
    because: [{ kind: "dependency", name: "@acme/http" }],
    after: ["@acme/http"],
    publish: false,
  }),
  release("@acme/beta", {
    from: "2.0.0-rc.1",
    to: "2.0.0-rc.1",
    bump: "none",
    because: [{ kind: "unpublished" }],
    distTag: "next",
  }),
  release("@acme/kit", { because: [{ kind: "group", group: ["@acme/kit", "@acme/http", "@acme/codec"] }] }),
);

test("a plan is a table of what, why and after which others, with its totals", () => {
  expect(planText(small)).toMatchInlineSnapshot(`
"Plan for 5 packages, made from commit 1a2b3c4d5e6f

  Package               From   To          Why                                        Waits for
  @acme/codec           1.0.0  1.1.0       minor: brave-cats-jump                     -
  @acme/http            1.0.0  1.0.1       patch: needs @acme/codec                   @acme/codec
  @acme/site (private)  1.0.0  1.0.1       patch: needs @acme/http                    @acme/http
  @acme/beta @next             2.0.0-rc.1  not in the channel                         -
  @acme/kit             1.0.0  1.0.1       patch: moves with @acme/http, @acme/codec  -

4 packages to publish, 1 private (versioned, never published). Longest chain of dependencies: 3. About 30 registry requests."
`);
});

test("a package that waits for many names the first few", () => {
  const after = ["@acme/a", "@acme/b", "@acme/c", "@acme/d", "@acme/e"];
  expect(planText(planOf(release("@acme/app", { after })))).toContain("@acme/a, @acme/b, @acme/c and 2 more");
});

test("an empty plan is one sentence", () => {
  expect(planText(planOf())).toBe("Nothing to release.");
});

test("the graph of a plan points from a package to what it waits for", () => {
  expect(planMermaid(small)).toMatchInlineSnapshot(`
"flowchart LR
  n0["@acme/codec 1.1.0"]
  n1["@acme/http 1.0.1"]
  n2["@acme/site 1.0.1 (private)"]
  n3["@acme/beta 2.0.0-rc.1"]
  n4["@acme/kit 1.0.1"]
  n1 --> n0
  n2 --> n1"
`);
});

test("a hostile name cannot leave its box in the graph", () => {
  expect(planMermaid(planOf(release('a"] --> b\n<script>`#'))).split("\n")).toEqual([
    "flowchart LR",
    '  n0["a#quot;] --#gt; b #lt;script#gt;#96;#35; 1.0.1"]',
  ]);
});
