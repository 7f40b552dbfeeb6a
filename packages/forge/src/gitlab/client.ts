import { Gitlab } from "@gitbeaker/rest";
import { askingWith, type Asking } from "../host-error.ts";
import { gitlabError } from "./error-of.ts";

export interface GitlabPlace {
  /** Such as `https://gitlab.com/api/v4`. */
  readonly api: string;
  /** `group/team/shop`. */
  readonly path: string;
  readonly token: string;
}

/** A kept client for one project. What fails is a `ReleaseError`; its `cause` is the client's error. */
export interface GitlabClient {
  readonly place: GitlabPlace;
  /** Answers with names as GitLab writes them, not in camel case. */
  readonly api: Gitlab;
  readonly asking: Asking;
}

export function gitlabClient(place: GitlabPlace): GitlabClient {
  // The client puts its version of the API behind the host by itself.
  const host = place.api.replace(/\/api\/v4\/?$/, "");
  const api = new Gitlab({ host, token: place.token });
  return { place, api, asking: askingWith((what, error) => gitlabError(what, error, place)) };
}
