import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { tempFolder, useTempFolders } from "../temp-folders.ts";
import { writeFiles } from "../workspace/build-workspace.ts";
import { runConvoy } from "./run-convoy.ts";

useTempFolders();

/** A program in Convoy's place. */
async function program(source: string): Promise<{ cwd: string; bin: string }> {
  const cwd = await tempFolder();
  await writeFiles(cwd, { "bin.mjs": source });
  return { cwd, bin: join(cwd, "bin.mjs") };
}

test("JSON lines become events, and the exit code is an answer", async () => {
  const source = `console.log('{"kind":"one"}\\n{"kind":"two","n":2}'); console.error("text"); process.exit(3);`;
  expect(await runConvoy(["publish"], await program(source))).toMatchObject({
    exitCode: 3,
    events: [{ kind: "one" }, { kind: "two", n: 2 }],
    last: { kind: "two", n: 2 },
    stderr: "text\n",
  });
});

test("a document over several lines is one, and text is none", async () => {
  const document = await runConvoy([], await program(`console.log(JSON.stringify({ format: 1 }, null, 2));`));
  expect(document.events).toEqual([{ format: 1 }]);
  const text = await runConvoy([], await program(`console.log("Released.");`));
  expect(text).toMatchObject({ events: [], last: undefined, stdout: "Released.\n" });
});

test("a signal is sent when its event has been printed", async () => {
  const source = `
    process.on("SIGINT", () => { console.log('{"kind":"turned-back"}'); clearInterval(running); });
    const running = setInterval(() => {}, 1000);
    console.log('{"kind":"started"}');`;
  const signalAfter = {
    when: ({ kind }: { kind?: string }) => kind === "started",
    signal: "SIGINT",
  } as const;
  const run = await runConvoy([], { ...(await program(source)), signalAfter });
  expect(run).toMatchObject({ exitCode: 0, events: [{ kind: "started" }, { kind: "turned-back" }] });
});

test("nothing of the caller's environment is passed on but the PATH", async () => {
  process.env["NODE_AUTH_TOKEN"] = "secret";
  try {
    const run = await runConvoy([], {
      ...(await program("console.log(JSON.stringify(process.env));")),
      env: { GIVEN: "1" },
    });
    expect(run.last).toMatchObject({ GIVEN: "1", CI: "true" });
    expect(run.stdout).not.toContain("secret");
  } finally {
    delete process.env["NODE_AUTH_TOKEN"];
  }
});
