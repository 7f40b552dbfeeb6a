import { byKey } from "../control/pages.ts";
import { html, type Html } from "./html.ts";
import { counted, layout, table, timeOf } from "./layout.ts";
import { repositoryLink } from "./overview.ts";
import { ServiceError } from "../errors.ts";
import type { Answer, Call } from "../exchange.ts";
import { endpointOf } from "../npm/endpoint.ts";
import { displayName, requireRepository } from "../registry/lookup.ts";
import {
  packageBucket,
  versionBucket,
  type PackageRecord,
  type RepositoryAddress,
  type RepositoryRecord,
  type VersionRecord,
} from "../store/records.ts";
import type { World } from "../world.ts";

const PACKAGES_SHOWN = 200;
const VERSIONS_SHOWN = 100;

/** The packages of a repository, with the versions, statuses and tags of each. */
export function repositoryPage(world: World, call: Call): Answer {
  const query = new URLSearchParams(call.query);
  const at = { domain: query.get("domain") ?? "", repository: query.get("repository") ?? "" };
  const title = `${at.domain} / ${at.repository}`;
  const back = html`<p><a href="/_emulator/">All domains</a></p>`;
  try {
    const repository = requireRepository(world, at);
    const wanted = query.get("name") ?? "";
    const from = Number(query.get("from")) || 0;
    const above = html`${back} ${facts(repository, call.origin)} ${search(at, wanted)}`;
    return layout({ title, above, main: packageList(world, at, { wanted, from }) });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return layout({ title, status: error.status, above: back, main: html`<p>${error.message}</p>` });
  }
}

function facts({ domain, name, ...repository }: RepositoryRecord, origin: string): Html {
  const upstreams = repository.upstreams.map(
    (upstream) => html`<a href="${repositoryLink(domain, upstream)}">${upstream}</a> `,
  );
  const { description = "", externalConnections } = repository;
  return html`<dl>
    <dt>npm endpoint</dt>
    <dd><code>${endpointOf(origin, { domain, repository: name }, "npm")}</code></dd>
    ${description === "" ? "" : fact("description", description)}
    ${upstreams.length === 0 ? "" : fact("upstreams", upstreams)}
    ${externalConnections.length === 0 ? "" : fact("external connection", externalConnections)}
  </dl>`;
}

function fact(term: string, value: string | readonly (string | Html)[]): Html {
  return html`<dt>${term}</dt>
    <dd>${value}</dd>`;
}

function search({ domain, repository }: RepositoryAddress, wanted: string): Html {
  return html`<form action="/_emulator/repository">
    <input type="hidden" name="domain" value="${domain}" />
    <input type="hidden" name="repository" value="${repository}" />
    <input name="name" value="${wanted}" aria-label="Part of a name" placeholder="part of a name" />
    <button>Find</button>
  </form>`;
}

interface Excerpt {
  /** Part of the names that are shown. */
  readonly wanted: string;
  /** How many of these to leave out. */
  readonly from: number;
}

function packageList(world: World, at: RepositoryAddress, { wanted, from }: Excerpt): Html {
  const all = Array.from(packageBucket(world.store, at).values());
  const found = all
    .filter((record) => displayName(record).toLowerCase().includes(wanted.toLowerCase()))
    .toSorted(byKey(displayName));
  const shown = found.slice(from, from + PACKAGES_SHOWN);
  const which = [
    counted(all.length, "package"),
    ...(found.length < all.length ? [`${found.length} with “${wanted}” in the name`] : []),
    ...(shown.length < found.length ? [`here ${from + 1} to ${from + shown.length}`] : []),
  ];
  const pages = [
    ...(from > 0 ? [page(at, { wanted, from: Math.max(0, from - PACKAGES_SHOWN) }, "Previous")] : []),
    ...(from + shown.length < found.length
      ? [page(at, { wanted, from: from + PACKAGES_SHOWN }, "Next")]
      : []),
  ];
  return html`<p class="quiet">${which.join(", ")} ${pages}</p>
    ${shown.map((record) => packageSection(world, at, record))}
    ${pages.length === 0 ? "" : html`<p>${pages}</p>`}`;
}

function page(at: RepositoryAddress, { wanted, from }: Excerpt, text: string): Html {
  const excerpt = new URLSearchParams({ ...(wanted === "" ? {} : { name: wanted }), from: String(from) });
  return html`<a href="${repositoryLink(at.domain, at.repository)}&${excerpt.toString()}">${text}</a> `;
}

function packageSection(world: World, at: RepositoryAddress, record: PackageRecord): Html {
  const versions = Array.from(versionBucket(world.store, { ...at, ...record }).values()).toReversed();
  const { format, origin, tags } = record;
  const heads = html`<th>version</th>
    <th>status</th>
    <th class="name">tags</th>
    <th class="wide">published, UTC</th>
    <th class="wide">SHA-512</th>`;
  const rows = versions.slice(0, VERSIONS_SHOWN).map((version) => versionRow(version, tags));
  const latest = Object.hasOwn(tags, "latest") ? `${tags["latest"]}, ` : "";
  const rest = versions.length - rows.length;
  return html`<details id="${format} ${displayName(record)}">
    <summary>
      <b>${displayName(record)}</b> ${format === "npm" ? "" : html`<span class="chip">${format}</span>`}
      <small>${latest}${counted(versions.length, "version")}</small>
    </summary>
    <p class="quiet">Origin controls: publish ${origin.publish}, upstream ${origin.upstream}</p>
    ${rows.length === 0 ? "" : table(heads, rows)}
    ${rest > 0 ? html`<p class="quiet">and ${rest} older</p>` : ""}
  </details>`;
}

function versionRow(version: VersionRecord, tags: PackageRecord["tags"]): Html {
  const chips = Object.keys(tags)
    .filter((tag) => tags[tag] === version.version)
    .map((tag) => html`<span class="chip">${tag}</span> `);
  return html`<tr>
    <td>${version.version}</td>
    <td><span class="chip ${version.status}">${version.status}</span></td>
    <td class="name">${chips}</td>
    <td class="wide">${timeOf(version.publishedTime)}</td>
    <td class="wide"><code>${version.assets[0]?.sha512.slice(0, 12) ?? ""}</code></td>
  </tr>`;
}
