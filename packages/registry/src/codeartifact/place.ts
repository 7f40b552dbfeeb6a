import type { NpmPlane } from "../npm/npm-plane.ts";
import type { Permission } from "../replies/permission.ts";
import type { CodeArtifactSettings } from "../settings.ts";
import type { ControlPlane } from "./control-plane.ts";
import { coordinateOf, onPackage, type PackageCoordinate } from "./coordinates.ts";
import { inputOf, placeOf, type DomainInput } from "./domain.ts";

/** One repository of the domain, with both its sides. */
export interface RepositoryPlace {
  readonly settings: CodeArtifactSettings;
  readonly repository: string;
  readonly control: ControlPlane;
  readonly plane: NpmPlane;
}

/** The parameters that name a package in a repository. */
export function packageInput(
  { settings, repository }: RepositoryPlace,
  name: string,
): DomainInput & PackageCoordinate & { readonly repository: string } {
  return { ...inputOf(settings), repository, ...coordinateOf(name) };
}

/** What IAM has to allow for an operation on a package of the repository. */
export function packagePermission(place: RepositoryPlace, name: string, operation: string): Permission {
  return onPackage(placeOf(place.settings), [place.repository, name], operation);
}
