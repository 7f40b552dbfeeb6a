import { errorOf, isContainer, type Errand } from "../replies/error-of.ts";
import type { ControlCall, ControlPlane } from "./control-plane.ts";

/** All pages of a list; none where what is listed is in no repository. */
export async function allPages<T extends { readonly nextToken?: string | undefined }>(
  control: ControlPlane,
  errand: Errand,
  call: (nextToken: string | undefined) => ControlCall<T>,
): Promise<readonly T[]> {
  const pages: T[] = [];
  let token: string | undefined;
  do {
    const answer = await control.read(call(token));
    if (answer.kind === "missing" && !isContainer(answer.resource)) return pages;
    if (answer.kind !== "answered") throw errorOf(answer, errand);
    pages.push(answer.value);
    token = answer.value.nextToken;
  } while (token !== undefined);
  return pages;
}
