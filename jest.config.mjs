const long = process.env.CONVOY_LONG === "1";

/** `*.test.ts` is the quick suite; `*.long.test.ts` runs under `npm run test:long`. */
export default {
  testEnvironment: "node",
  // Most of the time is that of git, pnpm and the command itself, for which one test waits while another runs.
  maxWorkers: "100%",
  // A test starts processes, and the more memory its own has, the longer each start takes.
  workerIdleMemoryLimit: "200MB",
  // For a hang, not a measure: a story over real processes takes seconds, a long suite minutes.
  testTimeout: long ? 1_200_000 : 240_000,
  // Workspace imports resolve to the sources, so a test never runs a stale build.
  testEnvironmentOptions: { customExportConditions: ["development", "node", "node-addons"] },
  testMatch: long
    ? ["<rootDir>/{packages,tools}/*/src/**/*.long.test.ts"]
    : ["<rootDir>/{packages,tools}/*/src/**/*.test.ts"],
  testPathIgnorePatterns: long ? ["/node_modules/"] : ["/node_modules/", "\\.long\\.test\\.ts$"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: { target: "es2024", parser: { syntax: "typescript" } },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
  collectCoverageFrom: ["packages/*/src/**/*.ts", "!**/*.test.ts"],
  coverageProvider: "v8",
  coverageDirectory: "coverage",
};
