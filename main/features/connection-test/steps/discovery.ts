// ServiceProviderConfig, ResourceTypes and Schemas. Entra does not ask for them on custom apps and Okta never does, so what is missing
// is a deviation from RFC 7644 section 4 and no more: a warning, and the test goes on.

import type { FindingKind } from '../../../platform/findings/define.ts';
import { isJsonObject, member, textMember } from '../../../protocols/scim/read-answer.ts';
import type { Json, JsonObject, ScimAnswer } from '../../../protocols/scim/types.ts';
import { ask, conclude, shown, troubleJudgement } from '../answers.ts';
import { discoveryResourceTypes, discoverySchemas, discoveryServiceProviderConfig } from '../findings.ts';
import { notFoundFinding } from '../scim-trouble.ts';
import type { Fact, StepContext, StepResult } from '../types.ts';
import { all } from '../verdicts.ts';
import { evidence } from './evidence.ts';

type Kind = FindingKind<{ readonly seen: string }>;

async function discover(
  context: StepContext,
  path: string,
  kind: Kind,
  factsOf: (answer: ScimAnswer) => readonly Fact[] | undefined,
): Promise<StepResult> {
  const reading = await ask(context, { path, purpose: `discovery: ${path}` });
  if (reading.kind === 'trouble') return conclude([...reading.notes, troubleJudgement(reading, ['rfc'])]);
  const { answer, notes } = reading;
  const facts = answer.status < 300 ? factsOf(answer) : undefined;
  if (facts !== undefined) return conclude([...notes, { verdicts: all('passed'), words: 'It is there and can be read.', facts }]);
  if (answer.status === 404 && context.progress.usersEndpoint === 'missing')
    return conclude([
      ...notes,
      {
        verdicts: { rfc: 'failed', entra: 'passed', okta: 'passed' },
        words: `${path} is not found at this SCIM URL either.`,
        findings: [notFoundFinding(context, answer, `GET ${path}`)],
      },
    ]);
  const seen = answer.status < 300 ? 'an answer of another form' : shown(answer);
  const finding = kind.make({ seen }, [evidence(context, `GET ${path}: ${seen}.`, answer.exchange)]);
  return conclude([
    ...notes,
    {
      verdicts: { rfc: 'warned', entra: 'passed', okta: 'passed' },
      words: `${path} is not there as RFC 7644 wants it (${seen}). Entra and Okta do not ask for it.`,
      findings: [finding],
    },
  ]);
}

/** The entries of a list answer, or of a bare array as some servers send it. */
function entries(answer: ScimAnswer): readonly JsonObject[] | undefined {
  const listed: Json | undefined = isJsonObject(answer.json) ? member(answer.json, 'Resources') : answer.json;
  return Array.isArray(listed) ? (listed as readonly Json[]).filter(isJsonObject) : undefined;
}

const listFacts = (answer: ScimAnswer, label: string): readonly Fact[] | undefined => {
  const names = entries(answer)?.map((entry) => textMember(entry, 'name') ?? textMember(entry, 'id') ?? 'unnamed');
  return names === undefined ? undefined : [{ label, value: names.slice(0, 20).join(', ') || 'none' }];
};

const features = ['patch', 'filter', 'bulk', 'sort', 'etag'] as const;

function providerFacts(answer: ScimAnswer): readonly Fact[] | undefined {
  const config = answer.json;
  if (!isJsonObject(config)) return undefined;
  const facts: Fact[] = features.flatMap((feature) => {
    const value = member(config, feature);
    const supported = isJsonObject(value) ? member(value, 'supported') : undefined;
    return typeof supported === 'boolean' ? [{ label: feature, value: supported ? 'announced' : 'announced as not supported' }] : [];
  });
  const filter = member(config, 'filter');
  const most = isJsonObject(filter) ? member(filter, 'maxResults') : undefined;
  if (typeof most === 'number') facts.push({ label: 'Most results a page', value: String(most) });
  return facts;
}

export const runServiceProviderConfig = (context: StepContext): Promise<StepResult> =>
  discover(context, 'ServiceProviderConfig', discoveryServiceProviderConfig, providerFacts);

export const runResourceTypes = (context: StepContext): Promise<StepResult> =>
  discover(context, 'ResourceTypes', discoveryResourceTypes, (answer) => listFacts(answer, 'Resource types'));

export const runSchemas = (context: StepContext): Promise<StepResult> =>
  discover(context, 'Schemas', discoverySchemas, (answer) => listFacts(answer, 'Schemas'));
