import { expect, test } from "@jest/globals";
import { clean, cleanLines } from "./clean.ts";

test("escape sequences, control and invisible characters of a name never reach the terminal", () => {
  expect(clean("\u001b[31m@acme/\u202ehttp\u0007\u200b\u009b2J")).toBe("@acme/http");
});

test("a link in a message keeps its text alone", () => {
  expect(clean("\u001b]8;;http://127.0.0.1/\u0007here\u001b]8;;\u0007")).toBe("here");
});

test("a message of several lines becomes one, or a list of lines", () => {
  expect(clean("one\n  two\r\nthree")).toBe("one two three");
  expect(cleanLines("one\n\n  two\r\nthree")).toEqual(["one", "two", "three"]);
});

test.each([
  ["::set-output name=x::y", ": :set-output name=x::y"],
  ["  ::add-mask::x", ": :add-mask::x"],
  ["\u001b[0m::error::x", ": :error::x"],
  ["\u200b::error::x", ": :error::x"],
  ["see ##[set-env name=x]y", "see # #[set-env name=x]y"],
  ["##vso[task.setvariable]y", "# #vso[task.setvariable]y"],
])("the workflow command in %j is disarmed", (text, line) => {
  expect(clean(text)).toBe(line);
});

test("a value that merely holds two colons stays as it is", () => {
  expect(clean("arn:aws:codeartifact:eu-west-1::domain/acme ## heading")).toBe(
    "arn:aws:codeartifact:eu-west-1::domain/acme ## heading",
  );
});
