import {
  describeError,
  layoutDifference,
  ReleaseError,
  type ErrorDocument,
  type Layout,
  type LayoutChange,
  type LayoutDifference,
} from "@convoy/core";
import type { Provisioning } from "@convoy/registry";
import { setupLine, type SetupLine } from "@convoy/report";

/** What became of the changes. */
export interface CarriedOut {
  readonly lines: readonly SetupLine[];
  readonly error?: ErrorDocument;
}

/** Makes one change after the other, and ends at the first that cannot be made. */
export async function carryOut(
  provisioning: Provisioning,
  layout: Layout,
  changes: readonly LayoutChange[],
): Promise<CarriedOut> {
  const lines: SetupLine[] = [];
  let error: ErrorDocument | undefined;
  for (const change of changes) {
    const line = setupLine(change, layout.domain);
    if (error === undefined) {
      error = await make(provisioning, layout, change);
      lines.push({ ...line, outcome: error === undefined ? "done" : "failed" });
    } else lines.push({ ...line, outcome: "not-started" });
  }
  return { lines, ...(error === undefined ? {} : { error }) };
}

/** A reply that is lost or says "there already" is no failure: whether the change is made shows what is there then. */
async function make(
  provisioning: Provisioning,
  layout: Layout,
  change: LayoutChange,
): Promise<ErrorDocument | undefined> {
  try {
    await provisioning.make(change);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof ReleaseError)) throw thrown;
    const left = await leftAfter(provisioning, layout);
    const wanted = nameOf(change, layout);
    const made = left?.changes.every((other) => nameOf(other, layout) !== wanted) ?? false;
    return made ? undefined : describeError(thrown);
  }
}

/** Undefined where it cannot be seen. */
async function leftAfter(provisioning: Provisioning, layout: Layout): Promise<LayoutDifference | undefined> {
  try {
    return layoutDifference(layout, await provisioning.observe(layout));
  } catch (thrown) {
    if (thrown instanceof ReleaseError) return undefined;
    throw thrown;
  }
}

/** A change that is half made is left as another change of the same thing. */
function nameOf(change: LayoutChange, { domain }: Layout): string {
  const { resource, name } = setupLine(change, domain);
  return `${resource} ${name}`;
}
