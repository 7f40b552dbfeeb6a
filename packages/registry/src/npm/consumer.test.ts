import { expect, test } from "@jest/globals";
import { useTempFolders } from "@convoy/testkit";
import { npmRig } from "../testing/npm-target.ts";
import { servedIn } from "./served.ts";

useTempFolders();

test("a client is let in, also where tarballs are named with the port that goes without saying", async () => {
  const { open } = await npmRig("https://registry.example.com");
  expect(await open.consumer.access()).toEqual({
    registry: "https://registry.example.com/npm/",
    settings: {
      "//registry.example.com/npm/:_authToken": "t0ken",
      "//registry.example.com:443/npm/:_authToken": "t0ken",
    },
  });
  const { open: withPort } = await npmRig("http://127.0.0.1:4873");
  expect((await withPort.consumer.access()).settings).toEqual({
    "//127.0.0.1:4873/npm/:_authToken": "t0ken",
  });
});

test("of a version is told what an install of it takes along, and whether it is for some platforms", () => {
  const document = {
    name: "@acme/http",
    "dist-tags": { latest: "1.0.0" },
    versions: {
      "1.0.0": {
        dist: { integrity: "sha512-x" },
        dependencies: { codec: "^1.0.0" },
        peerDependencies: { react: "*" },
        devDependencies: { jest: "*" },
      },
      "0.9.0": { os: ["linux"] },
    },
  };
  expect(servedIn(document, "@acme/http")).toEqual({
    distTags: { latest: "1.0.0" },
    versions: new Map([
      ["1.0.0", { integrity: "sha512-x", needs: { codec: "^1.0.0", react: "*" }, platforms: false }],
      ["0.9.0", { integrity: "", needs: {}, platforms: true }],
    ]),
  });
  expect(servedIn({ name: "other" }, "@acme/http")).toBeUndefined();
});
