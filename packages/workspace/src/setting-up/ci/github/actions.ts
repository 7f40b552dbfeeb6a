/**
 * The actions, by full commit: a tag can be moved to other code, a commit cannot. The version beside it is for readers
 * and for Dependabot, which keeps both current by the entry in `.github/dependabot.yml`.
 */
const PINS = {
  checkout: "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
  setupNode: "actions/setup-node@53b83947a5a98c8d113130e565377fae1a50d02f # v6.3.0",
  upload: "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
  download: "actions/download-artifact@70fc10c6e5e1ce46ad2ea6f2b72d43f7d47b13c3 # v8.0.0",
  credentials: "aws-actions/configure-aws-credentials@8df5847569e6427dd6c4fb1cf565c83acfa8afa7 # v6.0.0",
} as const;

/** Steps, each indented as a step of a job is. */
export type Step = string;

/** The whole history, which changelogs and `--since` ask for, and no token left behind in the clone. */
export const CHECKOUT: Step = `      - uses: ${PINS.checkout}
        with:
          fetch-depth: 0
          persist-credentials: false
`;

/** No cache: what another job, or another branch, has put into one would run beside a credential. */
export const NODE: Step = `      - uses: ${PINS.setupNode}
        with:
          node-version: 24
          package-manager-cache: false
      - run: corepack enable
`;

/** Dependencies by the lock file, without running a script of theirs. */
export function install(prepare: readonly string[] = []): Step {
  const commands = ["pnpm install --frozen-lockfile --ignore-scripts", ...prepare];
  return commands.map((command) => `      - run: ${command}\n`).join("");
}

export const UPLOAD: Step = `      - uses: ${PINS.upload}
        with:
          name: convoy-artifacts
          path: convoy-artifacts
          if-no-files-found: error
          retention-days: 7
`;

/** Beside the clone, whose files are those of the commit and no other. */
export const DOWNLOAD: Step = `      - uses: ${PINS.download}
        with:
          name: convoy-artifacts
          path: \${{ runner.temp }}/convoy-artifacts
`;

/** A role for this job alone, by the identity of the workflow; nothing that lasts is stored anywhere. */
export function assumeRole(variable: string, region: string): Step {
  return `      - uses: ${PINS.credentials}
        with:
          role-to-assume: \${{ vars.${variable} }}
          role-session-name: convoy-\${{ github.run_id }}
          aws-region: ${region}
`;
}

export interface PushingStep {
  readonly name: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A command that speaks with the remote. git is told the job's token by the environment of this one step, and of no
 * other; the committer is whom the tags and their commit are by.
 */
export function pushing({ name: title, run, env = {} }: PushingStep): Step {
  const more = Object.entries(env).map(([name, value]) => `          ${name}: ${value}\n`);
  return `      - name: ${title}
        env:
          GITHUB_TOKEN: \${{ github.token }}
          GIT_AUTHOR_NAME: github-actions[bot]
          GIT_AUTHOR_EMAIL: 41898282+github-actions[bot]@users.noreply.github.com
          GIT_COMMITTER_NAME: github-actions[bot]
          GIT_COMMITTER_EMAIL: 41898282+github-actions[bot]@users.noreply.github.com
${more.join("")}        run: |
          basic=$(printf 'x-access-token:%s' "$GITHUB_TOKEN" | base64 --wrap=0)
          echo "::add-mask::$basic"
          export GIT_CONFIG_COUNT=1
          export GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader"
          export GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $basic"
          pnpm exec ${run}
`;
}
