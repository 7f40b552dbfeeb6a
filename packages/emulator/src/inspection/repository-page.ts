import { html, type Html } from "./html.ts";
import { layout } from "./page-layout.ts";
import type { Answer } from "../exchange.ts";
import { displayName, requireRepository } from "../registry/lookup.ts";
import {
  packageBucket,
  versionBucket,
  type PackageRecord,
  type RepositoryAddress,
  type VersionRecord,
} from "../store/records.ts";
import type { World } from "../world.ts";

const PACKAGES_SHOWN = 500;

/** The packages of a repository, with the versions, statuses and tags of each. */
export function repositoryPage(world: World, query: URLSearchParams): Answer {
  const at = { domain: query.get("domain") ?? "", repository: query.get("repository") ?? "" };
  requireRepository(world, at);
  const packages = Array.from(packageBucket(world.store, at).values());
  const shown = packages.slice(0, PACKAGES_SHOWN);
  return layout(
    `${at.domain}/${at.repository}`,
    html`
      <p><a href="/_emulator/">all domains</a></p>
      <p class="quiet">
        ${packages.length}
        packages${packages.length > shown.length ? `, the first ${shown.length} shown` : ""}
      </p>
      ${shown.map((record) => packageSection(world, at, record))}
    `,
  );
}

function packageSection(world: World, at: RepositoryAddress, record: PackageRecord): Html {
  const versions = Array.from(versionBucket(world.store, { ...at, ...record }).values()).toReversed();
  const tagsOf = (version: string): string =>
    Object.keys(record.tags)
      .filter((tag) => record.tags[tag] === version)
      .join(", ");
  return html`<details id="${displayName(record)}">
    <summary>
      <b>${displayName(record)}</b>
      <small
        >${versions.length} versions, publish ${record.origin.publish}, upstream
        ${record.origin.upstream}</small
      >
    </summary>
    <table>
      <tr>
        <th>version</th>
        <th>status</th>
        <th>tags</th>
        <th>published</th>
        <th>sha512</th>
      </tr>
      ${versions.map((version) => versionRow(version, tagsOf(version.version)))}
    </table>
  </details>`;
}

function versionRow(version: VersionRecord, tags: string): Html {
  return html`<tr>
    <td>${version.version}</td>
    <td><span class="status ${version.status}">${version.status}</span></td>
    <td>${tags}</td>
    <td>${new Date(version.publishedTime).toISOString()}</td>
    <td><code>${version.assets[0]?.sha512.slice(0, 16) ?? ""}</code></td>
  </tr>`;
}
