import { html, type Html } from "./html.ts";
import { inWords, table, timeOf } from "./layout.ts";
import type { LoggedRequest, RequestLog } from "../inspection/request-log.ts";

const SHOWN = 100;

/** What was asked last, the newest first. */
export function requestSection(log: RequestLog): Html {
  const requests = log.list();
  if (requests.length === 0)
    return html`<h2>requests</h2>
      <p class="quiet">None yet.</p>`;
  const heads = html`<th class="wide">time, UTC</th>
    <th>status</th>
    <th>operation</th>
    <th class="wide">repository</th>
    <th class="name">package</th>
    <th class="number wide">ms</th>
    <th>fault</th>`;
  const latest = requests.slice(-SHOWN).toReversed();
  const which = requests.length > SHOWN ? `the last ${SHOWN} of ${requests.length}` : `${requests.length}`;
  return html`<h2>requests <small>${which}</small></h2>
    ${table(heads, latest.map(requestRow))}`;
}

function requestRow(request: LoggedRequest): Html {
  const { startedAt, endedAt, fault } = request;
  return html`<tr>
    <td class="wide quiet">${timeOf(startedAt).slice(11)}</td>
    <td>${statusOf(request)}</td>
    <td class="operation">${inWords(request.operation)}</td>
    <td class="wide">${request.repository ?? ""}</td>
    <td class="name">${request.package ?? ""}${request.version === null ? "" : `@${request.version}`}</td>
    <td class="number wide">${endedAt === null ? "" : endedAt - startedAt}</td>
    <td>${fault === undefined ? "" : html`<span class="chip">${fault}</span>`}</td>
  </tr>`;
}

function statusOf({ status, endedAt }: LoggedRequest): Html {
  if (status === null) return html`<span class="quiet">${endedAt === null ? "running" : "none"}</span>`;
  return status < 400 ? html`${status}` : html`<b class="bad">${status}</b>`;
}
