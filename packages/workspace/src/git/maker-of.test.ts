import { expect, test } from "@jest/globals";
import { buildWorkspace, git, useTempFolders } from "@convoy/testkit";
import { openClone } from "./clone.ts";
import { makerOf } from "./maker-of.ts";

useTempFolders();

test("who made a commit or a tag is read from its headers, and never from what its message says", async () => {
  const { root } = await buildWorkspace({ packages: [] });
  const clone = await openClone(root, { env: process.env });
  const who = ["-c", "user.name=Ada", "-c", "user.email=ada@acme.example"];
  const message = "first\n\ncommitter Eve <eve@acme.example> 1 +0000";
  await git(root, [...who, "commit", "--allow-empty", "-m", message]);
  await git(root, [...who, "tag", "-a", "v1", "-m", "one"]);
  const ids = [await git(root, ["rev-parse", "HEAD"]), await git(root, ["rev-parse", "v1"])];
  for (const id of ids) expect(await makerOf(clone, id)).toBe("Ada <ada@acme.example>");
  expect(await makerOf(clone, "f".repeat(40))).toBeNull();
});
