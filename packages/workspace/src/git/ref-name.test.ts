import { expect, test } from "@jest/globals";
import { git, tempFolder, useTempFolders } from "@convoy/testkit";
import { checkTagNames, refNameProblem } from "./ref-name.ts";

useTempFolders();

const NAMES = [
  "@acme/http@1.2.0",
  "v1",
  "a/b/c",
  "naïve@1.0.0",
  "a-b_c+d",
  "x".repeat(200),
  "$(touch x)",
  "`id`",
  "a;b",
  "a'b\"c",
  "…",
  "",
  "@",
  "a@{b",
  "@{-1}",
  "a b",
  "a\nb",
  "a\u0000b",
  "a\tb",
  "a..b",
  "../a",
  "a.",
  "/a",
  "a/",
  "a//b",
  ".a",
  "a/.b",
  "a.lock",
  "a.lock/b",
  "a~b",
  "a^b",
  "a:b",
  "a?b",
  "a*b",
  "a[b",
  "a\\b",
  "a\u007fb",
];

test("a name is refused exactly when git refuses it", async () => {
  const folder = await tempFolder();
  for (const name of NAMES.filter((one) => !one.includes("\u0000"))) {
    const allowed = await git(folder, ["check-ref-format", `refs/tags/${name}`]).then(
      () => true,
      () => false,
    );
    // git takes these two, and reads them as something else when they stand alone.
    const special = name === "@" || name === "@{-1}";
    expect([name, refNameProblem(name) === null]).toEqual([name, allowed && !special]);
  }
});

test("a tag that git would take for an option is refused with its name in the message", () => {
  expect(() => checkTagNames(["ok", "--exec=x"])).toThrow('"--exec=x" cannot be a tag');
});
