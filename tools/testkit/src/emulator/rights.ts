/** A permission that the emulator was asked for. */
export interface AskedPermission {
  /** `codeartifact:PublishPackageVersion`. */
  readonly action: string;
  readonly resource: string;
}

/** The part of a policy that tests read. */
export interface Policy {
  readonly Statement: readonly {
    readonly Action: readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

/**
 * The rights of the policy that could be taken away without anybody noticing: those that no permission was asked for,
 * or none that another right does not give as well.
 */
export function unusedRights({ Statement }: Policy, asked: readonly AskedPermission[]): readonly string[] {
  const rights = Statement.flatMap(({ Action, Resource }) =>
    Action.flatMap((action) => [Resource].flat().map((resource) => ({ action, resource }))),
  );
  const needed = new Set(
    asked.flatMap((permission) => {
      const [right, ...others] = rights.filter((one) => gives(one, permission));
      return right !== undefined && others.length === 0 ? [right] : [];
    }),
  );
  return rights
    .filter((right) => !needed.has(right))
    .map(({ action, resource }) => `${action} on ${resource}`);
}

/** `*` in a right's resource is any run of signs; no other sign of patterns occurs in an ARN. */
function gives(right: AskedPermission, { action, resource }: AskedPermission): boolean {
  const pattern = right.resource.replaceAll(".", "\\.").replaceAll("*", ".*");
  return right.action === action && new RegExp(`^${pattern}$`).test(resource);
}
