import { hash } from "node:crypto";
import { packageOf, type Handler } from "../context.ts";
import { assetSummary } from "./versions.ts";
import { invalid } from "../../errors.ts";
import { publishGeneric } from "../../registry/publish-generic.ts";

/** The body is the asset itself; its hash stands in a header and must be right. */
const publishPackageVersion: Handler = (input, { world, body, headers }) => {
  if (input.format !== "generic")
    throw invalid(`Value '${input.format}' at 'format' failed to satisfy constraint: Member must be generic`);
  const stated = headers["x-amz-content-sha256"];
  if (stated === undefined)
    throw invalid("Value null at 'assetSHA256' failed to satisfy constraint: Member must not be null");
  if (stated !== "UNSIGNED-PAYLOAD" && stated !== hash("sha256", body))
    throw invalid("The SHA-256 of the asset does not match its content");
  const at = packageOf(input);
  const publication = {
    version: input.packageVersion,
    asset: input.asset,
    bytes: body,
    unfinished: input.unfinished ?? false,
  };
  const { version, asset } = publishGeneric(world, at, publication);
  return {
    format: at.format,
    namespace: at.namespace,
    package: at.name,
    version: version.version,
    versionRevision: version.revision,
    status: version.status,
    asset: assetSummary(asset),
  };
};

export const publishHandlers: Readonly<Record<string, Handler>> = {
  PublishPackageVersion: publishPackageVersion,
};
