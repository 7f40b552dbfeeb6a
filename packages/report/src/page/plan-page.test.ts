import { expect, test } from "@jest/globals";
import { planOf } from "../plan.fixture.ts";
import { planHtml } from "./plan-page.ts";

test("a package stands in the step after those that it waits for, with a link to them", () => {
  const page = planHtml(planOf({}, { name: "@acme/http", after: ["@acme/codec"] }));
  const [, first = "", second = ""] = page.split("<h3>Step ");
  expect(first).toContain("<strong>@acme/codec</strong>");
  expect(second).toContain('after <a href="#package-_40acme_2Fcodec">@acme/codec</a>');
});

test("a private package is marked, and no markup comes from the repository", () => {
  const page = planHtml(planOf({ name: "<script>alert(1)</script>", publish: false }));
  expect(page).toContain("private: versioned, never published");
  expect(page).not.toContain("<script>");
});

test("a page of nothing says so", () => {
  expect(planHtml(planOf())).toContain("<h1>Nothing to release</h1>");
});
