import { html, type Html } from "./html.ts";
import { inWords, table } from "./layout.ts";
import type { FaultList, FaultState } from "../faults/fault-list.ts";

/** The faults that are set, and how far each has come; nothing where there are none. */
export function faultSection({ states }: FaultList): Html {
  if (states.length === 0) return html``;
  const heads = html`<th>fault</th>
    <th>operation</th>
    <th class="wide">repository</th>
    <th class="name">package</th>
    <th>strikes request</th>
    <th class="number">matched so far</th>`;
  return html`<h2>faults</h2>
    ${table(heads, states.map(faultRow))}`;
}

function faultRow({ fault, matched }: FaultState): Html {
  const { match, at, times } = fault;
  const spent = matched >= at + times - 1;
  return html`<tr class="${spent ? "quiet" : ""}">
    <td><span class="chip">${fault.do}</span></td>
    <td class="operation">
      ${inWords(match.operation ?? "any")}${match.plane === undefined ? "" : ` (${match.plane})`}
    </td>
    <td class="wide">${match.repository ?? "any"}</td>
    <td class="name">${match.package ?? "any"}</td>
    <td>${times === 1 ? at : `${at} to ${at + times - 1}`}</td>
    <td class="number">${matched}</td>
  </tr>`;
}
