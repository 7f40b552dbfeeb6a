import { expect, test } from "@jest/globals";
import { gate } from "./gate.ts";

test("those who arrive wait until the test opens, one by one and in any order", async () => {
  const upload = gate();
  const through: string[] = [];
  const visit = async (name: string): Promise<void> => {
    await upload.pass(name);
    through.push(name);
  };
  const visits = Promise.all(["a", "b", "c"].map(visit));
  expect(await upload.waiting(3)).toEqual(["a", "b", "c"]);

  await upload.open("b");
  expect(through).toEqual(["b"]);

  await upload.openAll();
  await visits;
  expect(through).toEqual(["b", "a", "c"]);
});

test("a visitor that is refused gets the error", async () => {
  const upload = gate();
  const visit = upload.pass("a").catch((error: unknown) => error);
  await upload.waiting();
  await upload.refuse("a", new Error("no room"));
  expect(await visit).toEqual(new Error("no room"));
});

test("opening for one who is not there says who is", async () => {
  const upload = gate();
  void upload.pass("a");
  await expect(upload.open("b")).rejects.toThrow("b does not wait at the gate; waiting: a");
});
