import { invalid } from "../errors.ts";
import type { PackageAddress, RepositoryAddress } from "../store/records.ts";

const SEGMENT = /^[^#/\s@][^#/\s]*$/;

/** The address of an npm package by its full name, `@acme/http` or `react`. */
export function npmAddress(at: RepositoryAddress, fullName: string): PackageAddress {
  const slash = fullName.startsWith("@") ? fullName.indexOf("/") : -1;
  const namespace = slash === -1 ? null : fullName.slice(1, slash);
  const name = slash === -1 ? fullName : fullName.slice(slash + 1);
  if (!isSegment(name) || (namespace !== null && !isSegment(namespace))) {
    throw invalid(`Invalid package name: ${JSON.stringify(fullName.slice(0, 300))}`);
  }
  return { ...at, format: "npm", namespace, name };
}

function isSegment(segment: string): boolean {
  return segment.length <= 255 && segment !== "." && segment !== ".." && SEGMENT.test(segment);
}
