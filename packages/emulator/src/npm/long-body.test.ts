import { hash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { parseLongBody } from "./long-body.ts";

const README = "é\n\\".repeat(400_000);

test.each([0, 1, 2])("long data becomes bytes, all else stays as it is (%d bytes over)", (over) => {
  const tarball = Buffer.alloc(5 * 1024 ** 2 + over, "tarball");
  const rest = { name: 'a "quoted\\" name', deep: [{ data: "AAAA" }], last: 1 };
  const body = JSON.stringify({ data: tarball.toString("base64"), readme: README, ...rest });
  const parsed = parseLongBody(Buffer.from(body)) as { readonly data: Uint8Array; readonly readme: string };
  const { data, readme, ...others } = parsed;
  expect(hash("sha1", data)).toBe(hash("sha1", tarball));
  expect(hash("sha1", readme)).toBe(hash("sha1", README));
  expect(others).toEqual(rest);
});

test.each(["", "{", '"', '{"a": "b', `{"data":"${"A".repeat(2 ** 21)}`])("%.9s is no JSON", (text) => {
  expect(() => parseLongBody(Buffer.from(text))).toThrow(SyntaxError);
});
