import { faultSection } from "./faults.ts";
import { html, type Html } from "./html.ts";
import { counted, layout, table, timeOf } from "./layout.ts";
import { requestSection } from "./requests.ts";
import type { AdjustableClock } from "../clock.ts";
import type { Answer } from "../exchange.ts";
import type { FaultList } from "../faults/fault-list.ts";
import type { RequestLog } from "../inspection/request-log.ts";
import {
  domainBucket,
  packageBucket,
  repositoryBucket,
  type DomainRecord,
  type RepositoryRecord,
} from "../store/records.ts";
import type { World } from "../world.ts";

/** What the overview is made from. */
export interface Overview {
  readonly world: World;
  readonly log: RequestLog;
  readonly faults: FaultList;
  readonly clock: AdjustableClock;
}

/** Domains with their repositories, the faults that are set, and what was asked last. */
export function overviewPage({ world, log, faults, clock }: Overview, origin: string): Answer {
  const domains = Array.from(domainBucket(world.store).values());
  return layout({
    title: "CodeArtifact emulator",
    main: html`
      ${clock.stopped ? html`<p class="bad">The clock stands at ${timeOf(clock.now())}.</p>` : ""}
      ${domains.length === 0 ? beginning(origin) : domains.map((domain) => domainSection(world, domain))}
      ${faultSection(faults)} ${requestSection(log)}
    `,
  });
}

/** What to do where nothing is yet. */
function beginning(origin: string): Html {
  const commands = [
    `export AWS_ENDPOINT_URL_CODEARTIFACT=${origin}`,
    "export AWS_DEFAULT_REGION=eu-west-1 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test",
    "aws codeartifact create-domain --domain acme",
    "aws codeartifact create-repository --domain acme --repository npm-releases",
    "aws codeartifact login --tool npm --domain acme --repository npm-releases",
  ];
  return html`<p>No domain yet. This makes one with a repository, and npm ready to use it:</p>
    <pre>${commands.join("\n")}</pre>`;
}

function domainSection(world: World, { name, region }: DomainRecord): Html {
  const repositories = Array.from(repositoryBucket(world.store, name).values());
  const heads = html`<th>repository</th>
    <th class="number">packages</th>
    <th class="name">upstreams</th>`;
  return html`
    <h2>
      ${name} <small>${region}, ${counted(repositories.length, "repository").replace(/ys$/, "ies")}</small>
    </h2>
    ${
      repositories.length === 0
        ? ""
        : table(
            heads,
            repositories.map((repository) => repositoryRow(world, repository)),
          )
    }
  `;
}

function repositoryRow(world: World, repository: RepositoryRecord): Html {
  const at = { domain: repository.domain, repository: repository.name };
  return html`<tr>
    <td><a href="${repositoryLink(at.domain, at.repository)}">${repository.name}</a></td>
    <td class="number">${packageBucket(world.store, at).size}</td>
    <td class="name">${[...repository.upstreams, ...repository.externalConnections].join(", ")}</td>
  </tr>`;
}

export function repositoryLink(domain: string, repository: string): string {
  return `/_emulator/repository?${new URLSearchParams({ domain, repository }).toString()}`;
}
