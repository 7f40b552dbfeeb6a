import { Gitlab } from "@gitbeaker/rest";
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
  readonly api: InstanceType<typeof Gitlab>;
  /** Runs what asks GitLab; `what` is what was wanted, for the message. */
  readonly asking: <T>(what: string, ask: () => Promise<T>) => Promise<T>;
}

export function gitlabClient(place: GitlabPlace): GitlabClient {
  // The client puts its version of the API behind the host by itself.
  const host = place.api.replace(/\/api\/v4\/?$/, "");
  const api = new Gitlab({ host, token: place.token });
  const asking = async <T>(what: string, ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      throw gitlabError(what, error, place);
    }
  };
  return { place, api, asking };
}
