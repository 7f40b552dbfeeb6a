import { isDistTag } from "../dist-tag.ts";
import type { Rule } from "./rule.ts";

export const namesAreValid: Rule = ({ published, facts }) =>
  published.flatMap(({ name, dir }) => {
    const reason = facts.refusedNames?.get(name);
    if (reason === undefined) return [];
    return {
      code: "PLAN_NAME_INVALID",
      message: `${dir}: npm refuses the name ${JSON.stringify(name)}: ${reason}`,
      hint: `Rename the package in ${dir}/package.json, or make it private.`,
    };
  });

export const distTagsAreValid: Rule = ({ published }) =>
  published
    .filter(({ distTag }) => !isDistTag(distTag))
    .map(({ name, distTag }) => ({
      code: "PLAN_TAG_INVALID",
      message: `${name}: ${JSON.stringify(distTag)} cannot be a dist-tag`,
      hint: "Choose a word that is no version range, such as `next` or `release-1`.",
    }));
