import { z } from "zod";

/** The release pull request, as templates. */
export interface PullRequestConfig {
  readonly branch?: string | undefined;
  readonly title?: string | undefined;
  readonly body?: string | undefined;
}

export const PULL_REQUEST_SCHEMA: z.ZodType<PullRequestConfig> = z.strictObject({
  branch: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._{}/-]*$/, "a branch is letters, digits, dots, slashes and hyphens")
    .optional()
    .describe("Its branch; {base} is the branch that it goes to. Default: convoy-release/{base}."),
  title: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Its title; {packages} is the number of packages, {base} the branch that it goes to. Default: Release {packages}.",
    ),
  body: z
    .string()
    .min(1)
    .optional()
    .describe("Its text: Markdown with {summary}, {plan}, {target}, {graph} and {changelogs} in it."),
});
