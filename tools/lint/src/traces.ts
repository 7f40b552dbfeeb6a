import type { Rule } from "./source.ts";

const REGISTRY =
  /\b(?:registry\.(?:npmjs\.org|yarnpkg\.com|npmmirror\.com)|npm\.pkg\.github\.com|[\w-]+\.jfrog\.io|[\w-]+\.d\.codeartifact\.[\w-]+\.amazonaws\.com)\b/g;
const MACHINE_PATH =
  /(?<![\w.~-])(?:\/(?:home|Users)\/[\w.-]+\/|\/work\/(?:main|shared|\.)|[A-Z]:\\{1,2}Users\\)/g;

/** No file ties the repository to a registry: where packages come from and go to is a setting. */
export const namesNoRegistry: Rule = ({ text }) =>
  [...text.matchAll(REGISTRY)].map((match) => ({
    at: match.index,
    message: `${match[0]} is the host of a registry: it comes from the target, or use \`registry.example\`.`,
  }));

/** No file holds a path of the machine that it was written on. */
export const namesNoMachine: Rule = ({ text }) =>
  [...text.matchAll(MACHINE_PATH)].map((match) => ({
    at: match.index,
    message: `${match[0]} is a path of one machine: make it relative, or take it as an argument.`,
  }));
