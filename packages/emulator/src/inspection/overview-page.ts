import { html, type Html } from "./html.ts";
import { layout } from "./page-layout.ts";
import type { FaultList } from "../faults/fault-list.ts";
import type { LoggedRequest, RequestLog } from "./request-log.ts";
import type { Answer } from "../exchange.ts";
import type { Fault } from "../faults/fault.ts";
import {
  domainBucket,
  packageBucket,
  repositoryBucket,
  type DomainRecord,
  type RepositoryRecord,
} from "../store/records.ts";
import type { World } from "../world.ts";

const REQUESTS_SHOWN = 100;

/** What the overview is made from. */
export interface Overview {
  readonly world: World;
  readonly log: RequestLog;
  readonly faults: FaultList;
}

/** Domains with their repositories, the faults that are set, and what was asked last. */
export function overviewPage({ world, log, faults }: Overview): Answer {
  const domains = Array.from(domainBucket(world.store).values());
  const requests = log.list().slice(-REQUESTS_SHOWN).toReversed();
  return layout(
    "CodeArtifact emulator",
    html`
      ${domains.length === 0 ? html`<p class="quiet">No domain yet.</p>` : ""}
      ${domains.map((domain) => domainSection(world, domain))}
      ${faults.faults.length === 0 ? "" : faultSection(faults.faults)} ${requestSection(requests)}
    `,
  );
}

function domainSection(world: World, { name, region }: DomainRecord): Html {
  const repositories = Array.from(repositoryBucket(world.store, name).values());
  return html`
    <h2>${name} <small>${region}</small></h2>
    <table>
      <tr>
        <th>repository</th>
        <th>packages</th>
        <th>upstreams</th>
        <th>external</th>
      </tr>
      ${repositories.map((repository) => repositoryRow(world, repository))}
    </table>
  `;
}

function faultSection(faults: readonly Fault[]): Html {
  const items = faults.map(
    (fault) =>
      html`<li>
        <code>${fault.do}</code> ${JSON.stringify(fault.match)} at ${fault.at}, ${fault.times} times
      </li>`,
  );
  return html`<h2>faults</h2>
    <ul>
      ${items}
    </ul>`;
}

function requestSection(requests: readonly LoggedRequest[]): Html {
  return html`
    <h2>requests <small>the last ${requests.length}</small></h2>
    <table>
      <tr>
        <th>id</th>
        <th>operation</th>
        <th>repository</th>
        <th>package</th>
        <th>status</th>
        <th>ms</th>
        <th>fault</th>
      </tr>
      ${requests.map(requestRow)}
    </table>
  `;
}

function repositoryRow(world: World, repository: RepositoryRecord): Html {
  const at = { domain: repository.domain, repository: repository.name };
  const link = `/_emulator/repository?${new URLSearchParams(at).toString()}`;
  return html`<tr>
    <td><a href="${link}">${repository.name}</a></td>
    <td class="number">${packageBucket(world.store, at).size}</td>
    <td>${repository.upstreams.join(", ")}</td>
    <td>${repository.externalConnections.join(", ")}</td>
  </tr>`;
}

function requestRow(request: LoggedRequest): Html {
  const bad = request.status === null || request.status >= 400;
  const time = request.endedAt === null ? "" : request.endedAt - request.startedAt;
  return html`<tr class="${bad ? "bad" : ""}">
    <td class="number">${request.id}</td>
    <td>${request.operation}</td>
    <td>${request.repository ?? ""}</td>
    <td>${request.package ?? ""}${request.version === null ? "" : `@${request.version}`}</td>
    <td>${request.status ?? "–"}</td>
    <td class="number">${time}</td>
    <td>${request.fault ?? ""}</td>
  </tr>`;
}
