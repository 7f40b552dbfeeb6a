import { domainArn, packageArn, repositoryArn } from "./arns.ts";
import type { Subject } from "../plane.ts";
import type { Format } from "../store/records.ts";

/** The ARN that a permission for the call is about. */
export function resourceArn(subject: Subject, query: URLSearchParams, region = "us-east-1"): string {
  const domain = query.get("domain") ?? "*";
  if (subject.repository === null) return domainArn(region, domain);
  const name = query.get("package");
  if (name === null) return repositoryArn(region, domain, subject.repository);
  const format = (query.get("format") ?? "npm") as Format;
  return packageArn(region, {
    domain,
    repository: subject.repository,
    format,
    namespace: query.get("namespace"),
    name,
  });
}
