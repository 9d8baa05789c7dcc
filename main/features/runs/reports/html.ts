// A web page of one run that needs nothing else: no script, no request, readable in light, dark and on paper.
import type { Exchange, Finding, HeaderList, KeptBody, Step } from '../../../../contract/common.ts';
import { secondWords } from '../../../platform/time-words.ts';
import {
  columnLines,
  connectionWords,
  idpWords,
  inWords,
  kindTitles,
  observationsOf,
  outcomeWords,
  type ReportContent,
  readable,
  stateWords,
  statusWords,
} from './content.ts';
import { style } from './html-style.ts';
import { html, type Markup } from './markup.ts';

const severityWords = { error: 'Error', warning: 'Warning', info: 'For information' } as const satisfies Record<Finding['severity'], string>;

const headerText = (headers: HeaderList) => headers.map(([name, value]) => `${name}: ${value}`).join('\n');

function bodyPart(title: string, body: KeptBody | null): Markup | undefined {
  if (body === null) return undefined;
  const cut = body.truncated ? `, cut: the whole had ${body.bytes} bytes` : '';
  return html`<h5>${title}${cut}</h5><pre>${body.truncated ? body.text : readable(body.text)}</pre>`;
}

function answerPart({ outcome }: Exchange): Markup {
  if (outcome.kind === 'failed')
    return html`<h5>No answer (${outcome.failure.layer} ${outcome.failure.code})</h5><pre>${outcome.failure.detail}</pre>`;
  return html`<h5>Answer</h5><pre>${outcome.status} ${outcome.statusText}
${headerText(outcome.headers)}</pre>${bodyPart('Body of the answer', outcome.body)}`;
}

function timingWords({ timings }: Exchange): string {
  const { dnsMs, tcpMs, tlsMs, firstByteMs, totalMs } = timings;
  const parts = [
    ['name', dnsMs],
    ['connect', tcpMs],
    ['TLS', tlsMs],
    ['first byte', firstByteMs],
    ['whole', totalMs],
  ] as const;
  return parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${inWords(value)}`])).join(', ');
}

function exchangePart(exchange: Exchange): Markup {
  const attempt = exchange.attempt > 1 ? ` (attempt ${exchange.attempt})` : '';
  return html`<details class="exchange" id="exchange-${exchange.id}">
<summary><code>${exchange.method} ${exchange.url}</code> <span class="quiet">${outcomeWords(exchange)}${attempt}</span></summary>
<p class="quiet">${exchange.purpose}. ${secondWords(exchange.startedAt)}; ${timingWords(exchange)}${exchange.peer === undefined ? '' : `; ${exchange.peer}`}${exchange.tls === undefined ? '' : `; ${exchange.tls.protocol} ${exchange.tls.cipher}`}${exchange.proxy === undefined ? '' : `; by proxy ${exchange.proxy}`}</p>
<h5>Request</h5><pre>${exchange.method} ${exchange.url}
${headerText(exchange.requestHeaders)}</pre>${bodyPart('Body of the request', exchange.requestBody)}
${answerPart(exchange)}
</details>`;
}

/** Only https addresses become links. */
function sourcePart({ title, url }: Finding['source']): Markup {
  const safe = url !== undefined && URL.canParse(url) && new URL(url).protocol === 'https:';
  return safe ? html`<a href="${url}" rel="noopener noreferrer">${title}</a>` : html`${title}`;
}

function findingPart(finding: Finding): Markup {
  return html`<article class="finding ${finding.severity}">
<h3>${severityWords[finding.severity]}: ${finding.title}</h3>
<p>${finding.cause}</p>
${finding.consequence === undefined ? undefined : html`<p><b>What follows:</b> ${finding.consequence}</p>`}
<p><b>Who must act:</b> ${finding.actor}</p>
<ol>${finding.remedy.map((line) => html`<li>${line}</li>`)}</ol>
${finding.verify === undefined ? undefined : html`<p><b>How to see that it is mended:</b> ${finding.verify}</p>`}
<ul class="evidence">${finding.evidence.map(({ vantage, text, at }) => html`<li>Seen from ${vantage}${at === undefined ? '' : `, ${secondWords(at)}`}: <span class="data">${text}</span></li>`)}</ul>
<p class="quiet">${finding.id}. Source: ${sourcePart(finding.source)}</p>
</article>`;
}

function stepPart(step: Step, exchanges: readonly Exchange[]): Markup {
  const open = step.status === 'failed' ? html` open` : undefined;
  const verdicts = step.verdicts;
  return html`<details class="step ${step.status}"${open}>
<summary><span class="badge ${step.status}">${statusWords[step.status]}</span> ${step.title} <span class="quiet">${inWords(step.durationMs)}</span></summary>
<p>${step.reason}</p>
${verdicts === undefined ? undefined : html`<p class="quiet">RFC ${statusWords[verdicts.rfc]}; Entra ${statusWords[verdicts.entra]}; Okta ${statusWords[verdicts.okta]}</p>`}
${step.wouldSend === undefined ? undefined : html`<p>${step.wouldSend}</p>`}
${step.facts.length === 0 ? undefined : html`<dl>${step.facts.map(({ label, value }) => html`<dt>${label}</dt><dd class="data">${value}</dd>`)}</dl>`}
${exchanges.map(exchangePart)}
</details>`;
}

export function toHtml({ run, exchanges, appVersion, columns }: ReportContent): string {
  const observations = observationsOf(run);
  const known = new Set(run.steps.map(({ id }) => id));
  const others = exchanges.filter(({ stepId }) => stepId === undefined || !known.has(stepId));
  const title = `${kindTitles[run.kind]}: ${run.connectionName}`;
  const order = { error: 0, warning: 1, info: 2 } as const;
  const findings = run.findings.toSorted((one, other) => order[one.severity] - order[other.severity]);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Connection', connectionWords(run)],
    ['Identity provider', idpWords(run)],
    ['Begun', secondWords(run.startedAt)],
    ['Ended', run.finishedAt === undefined ? undefined : secondWords(run.finishedAt)],
    ['State', stateWords[run.state]],
    [
      'Verdicts',
      run.verdicts === undefined
        ? undefined
        : `RFC ${statusWords[run.verdicts.rfc]}, Entra ${statusWords[run.verdicts.entra]}, Okta ${statusWords[run.verdicts.okta]}`,
    ],
    ['Faults switched on', run.faults.length === 0 ? undefined : run.faults.join(', ')],
  ];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${run.verdict === undefined ? undefined : html`<p><span class="badge ${run.verdict}">${statusWords[run.verdict]}</span> ${run.summary}</p>`}
<dl>${facts.flatMap(([label, value]) => (value === undefined ? [] : [html`<dt>${label}</dt><dd class="data">${value}</dd>`]))}</dl>
${
  columns === undefined
    ? undefined
    : html`<h2>From this desk, and from your identity provider</h2>
<dl>${columnLines(columns).map(([label, words]) => html`<dt>${label}</dt><dd class="data">${words}</dd>`)}</dl>
${columns.findings.map(findingPart)}`
}
<h2>Findings</h2>
${findings.length === 0 ? html`<p>None.</p>` : findings.map(findingPart)}
<h2>Steps</h2>
${run.steps.map((step) =>
  stepPart(
    step,
    exchanges.filter(({ stepId }) => stepId === step.id),
  ),
)}
${
  observations.length === 0
    ? undefined
    : html`<h2>What the server was seen to do</h2>
<dl>${observations.map(({ question, answer }) => html`<dt>${question}</dt><dd class="data">${answer}</dd>`)}</dl>`
}
${run.effects.length === 0 ? undefined : html`<h2>What was made and removed</h2><ul>${run.effects.map(({ resourceType, name, resourceId, state, note }) => html`<li>${resourceType} <span class="data">${name}</span>${resourceId === undefined ? '' : ` (id ${resourceId})`}: ${note ?? state}</li>`)}</ul>`}
${others.length === 0 ? undefined : html`<h2>Other requests</h2>${others.map(exchangePart)}`}
</main>
<footer class="quiet">Written by SCIM Steward ${appVersion}. Secrets were removed.</footer>
</body>
</html>
`.markup;
}
