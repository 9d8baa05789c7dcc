// Organization rules as the window and the terminal call them: the dry run, consent, the run, and going on with one that stands still.
// One rerun at a time on a connection; whoever was not sent waits on disk, across pauses, restarts and kills.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Handlers } from '../../../contract/calls.ts';
import type { Connection } from '../../../contract/connections.ts';
import { type Rerun, type RerunPerson, type RuleSet, ruleSetSchema, type Selection } from '../../../contract/org-rules.ts';
import { effectWords } from '../../domain/org-rules/effect.ts';
import { rateNeedingConsent } from '../../domain/org-rules/pace.ts';
import { Refusal } from '../../platform/refusal.ts';
import { describeConsent, standing, tooFast } from './consent.ts';
import { countsOf, statesShownAs } from './counts.ts';
import { writeRerunCsv } from './export.ts';
import { createLiving } from './living.ts';
import { checkSelection } from './pick.ts';
import { planRun } from './plan-run.ts';
import type { OrgRulesDeps } from './ports.ts';

type OrgRulesCall = Extract<keyof Handlers, `org-rules.${string}`>;

export interface OrgRulesFeature {
  readonly handlers: Pick<Handlers, OrgRulesCall>;
  /** The result as CSV, at this path. */
  writeCsv(rerunId: string, path: string): Promise<void>;
  /** The rerun that this id names: its own, or that of one of its runs. */
  find(connectionId: string, id: string): Promise<Rerun>;
}

const noRules: RuleSet = { rules: [], fallback: { kind: 'not-known' } };
const rulesKey = (connectionId: string) => `org-rules:${connectionId}`;
const pageSize = 1_000;
const largestList = 40_000_000;

const selectionWords = (selection: Selection): string =>
  selection.kind === 'group'
    ? `members of “${selection.name}”`
    : selection.kind === 'list'
      ? 'people of a list'
      : `people who meet ${selection.text.trim()}`;

/** Two reruns on one server would double the pace, and touch people under each other. */
const aloneOn = (connection: Connection) => ({
  name: `rerun-${createHash('sha256').update(connection.id).digest('hex').slice(0, 24)}`,
  refusal: new Refusal(
    'org-rules.living',
    'A rerun or a dry run is going on on this connection, here or in another window or terminal. Wait for its end, or pause it.',
  ),
});

export function createOrgRulesFeature(deps: OrgRulesDeps): OrgRulesFeature {
  const { reruns, settings } = deps;
  const living = createLiving(deps);

  async function require(rerunId: string): Promise<Rerun> {
    const rerun = await reruns.get(rerunId);
    if (rerun === undefined) throw new Refusal('org-rules.gone', 'This rerun is not kept any more.');
    return rerun;
  }

  /** Its process died: nobody holds the lease though it says that it goes on. */
  async function asItIs(rerun: Rerun): Promise<Rerun> {
    if ((rerun.state !== 'going' && rerun.state !== 'reading') || living.has(rerun.id)) return rerun;
    const held = await deps.leases.isHeld(aloneOn(await deps.requireConnection(rerun.connectionId)).name);
    return held ? rerun : { ...rerun, state: 'interrupted', reason: 'The app stopped while it went on.' };
  }

  async function rulesOf(connection: Connection): Promise<RuleSet> {
    const kept = await settings.get(rulesKey(connection.id));
    const read = kept === undefined ? undefined : ruleSetSchema.safeParse(JSON.parse(kept));
    return read?.success === true ? read.data : ((await deps.ownRules(connection)) ?? noRules);
  }

  async function factsOf(connection: Connection) {
    return {
      connection,
      lock: await deps.lock(connection, 'rerun'),
      secret: (await deps.secretIsSet(connection)) ? ('set' as const) : ('missing' as const),
      wrong: await deps.wrongWith(connection),
    };
  }

  async function consentOf(rerunId: string) {
    const rerun = await require(rerunId);
    const facts = await factsOf(await deps.requireConnection(rerun.connectionId));
    const { notSent, answerLost } = countsOf(await reruns.counts(rerunId));
    return { rerun, facts, consent: describeConsent({ ...facts, rerun, waiting: notSent + answerLost }) };
  }

  async function* pagesOf(rerunId: string): AsyncGenerator<readonly RerunPerson[]> {
    for (let offset = 0; ; offset += pageSize) {
      const { people } = await reruns.people(rerunId, { kind: 'all' }, offset, pageSize);
      if (people.length === 0) return;
      yield people;
    }
  }

  async function go(rerun: Rerun): Promise<{ readonly runId: string }> {
    const connection = await deps.requireConnection(rerun.connectionId);
    return living.start(rerun, connection, aloneOn(connection));
  }

  const writeCsv: OrgRulesFeature['writeCsv'] = (rerunId, path) => writeRerunCsv(path, pagesOf(rerunId));

  return {
    writeCsv,
    find: async (connectionId, id) => {
      const found = (await reruns.list(connectionId)).find((rerun) => rerun.id === id || rerun.runIds.includes(id));
      if (found === undefined) throw new Refusal('org-rules.gone', `There is no rerun ${id} on this connection.`);
      return asItIs(found);
    },
    handlers: {
      'org-rules.rules': async ({ connectionId }) => rulesOf(await deps.requireConnection(connectionId)),
      'org-rules.setRules': async ({ connectionId, rules }) => {
        await settings.set(rulesKey(connectionId), JSON.stringify(rules));
        deps.changed();
        return { done: true };
      },
      'org-rules.chooseList': async () => {
        const path = await deps.dialogs.openFile({ title: 'A list of people', filters: [{ name: 'CSV or text', extensions: ['csv', 'txt'] }] });
        if (path === null) return null;
        const found = await stat(path);
        if (!found.isFile() || found.size > largestList)
          throw new Refusal('org-rules.list-unreadable', 'That is no file of people, or it is larger than 40 MB.');
        return { name: basename(path), text: await readFile(path, 'utf8') };
      },
      'org-rules.plan': async (order) => {
        const connection = await deps.requireConnection(order.connectionId);
        if (order.rate > rateNeedingConsent && order.fast !== 'allowed') throw new Refusal('org-rules.too-fast', tooFast(order.rate));
        checkSelection(order);
        // Writing is asked about at the start; reading needs only that the connection can be used.
        const facts = await factsOf(connection);
        const refusals = standing({ ...facts, lock: { kind: 'open' } });
        if (refusals.length > 0) throw new Refusal('org-rules.refused', refusals.join(' '));
        const rerun: Rerun = {
          id: deps.random.uuid(),
          connectionId: connection.id,
          connectionName: connection.name,
          practice: connection.practice,
          strategy: order.strategy,
          rate: order.rate,
          picked: selectionWords(order.selection),
          state: 'reading',
          reason: '',
          createdAt: deps.clock.now(),
          runIds: [],
          people: 0,
          remarks: [],
          seenBy: '',
          acceptedMoves: [],
          effect: { moved: 0, stayed: 0 },
        };
        const alone = aloneOn(connection);
        const { runId } = await planRun(deps, { rerun, order, connection, alone, rules: await rulesOf(connection) });
        return { rerunId: rerun.id, runId };
      },
      'org-rules.consent': async ({ rerunId }) => (await consentOf(rerunId)).consent,
      'org-rules.start': async ({ rerunId, consentId }) => {
        const { rerun, consent } = await consentOf(rerunId);
        if (consent.refusals.length > 0) throw new Refusal('org-rules.refused', consent.refusals.join(' '));
        if (consent.consentId !== consentId)
          throw new Refusal('org-rules.other-consent', 'What was agreed to is not what would be done now. Read it again and agree to it.');
        return go(rerun);
      },
      'org-rules.continue': async ({ rerunId, with: whom }) => {
        const { rerun, facts } = await consentOf(rerunId);
        const refusals = standing(facts);
        if (refusals.length > 0) throw new Refusal('org-rules.refused', refusals.join(' '));
        if (rerun.state === 'reading' || rerun.state === 'planned')
          throw new Refusal('org-rules.not-begun', 'This rerun has not begun: read what it will do and agree to it first.');
        if (living.has(rerunId)) throw new Refusal('org-rules.living', 'This rerun is going on.');
        if (whom === 'failed-too') await reruns.retryFailed(rerunId);
        const { notSent, answerLost } = countsOf(await reruns.counts(rerunId));
        if (notSent + answerLost === 0) throw new Refusal('org-rules.nobody', 'Everybody of this rerun has ended: nobody is left to send.');
        return go(rerun.stoppedBy === undefined ? rerun : { ...rerun, acceptedMoves: [...rerun.acceptedMoves, rerun.stoppedBy] });
      },
      'org-rules.pause': async ({ rerunId }) => {
        living.stop(rerunId, 'paused');
        return { done: true };
      },
      'org-rules.cancel': async ({ rerunId }) => {
        if (!living.stop(rerunId, 'cancelled')) {
          const rerun = await asItIs(await require(rerunId));
          if (rerun.state !== 'going' && rerun.state !== 'ended') await reruns.put({ ...rerun, state: 'cancelled', reason: '' });
        }
        deps.changed();
        return { done: true };
      },
      'org-rules.list': async ({ connectionId }) => ({ reruns: await Promise.all((await reruns.list(connectionId)).map(asItIs)) }),
      'org-rules.get': async ({ rerunId }) => {
        const rerun = await asItIs(await require(rerunId));
        const counts = countsOf(await reruns.counts(rerunId));
        const live = living.look(rerunId, counts.notSent + counts.answerLost);
        return { rerun, counts, effect: effectWords(rerun.strategy, rerun.effect), ...(live === undefined ? {} : { live }) };
      },
      'org-rules.people': async ({ rerunId, state, offset, limit }) => {
        const filter =
          state === 'all'
            ? ({ kind: 'all' } as const)
            : state === 'misplaced'
              ? ({ kind: 'misplaced' } as const)
              : ({ kind: 'states', states: statesShownAs(state) } as const);
        const { people, total } = await reruns.people(rerunId, filter, offset, limit);
        return { people: [...people], total };
      },
      'org-rules.export': async ({ rerunId }) => {
        const path = await deps.dialogs.saveFile({
          title: 'Result of the rerun',
          defaultName: 'organization-rules.csv',
          filters: [{ name: 'CSV', extensions: ['csv'] }],
        });
        if (path !== null) await writeCsv(rerunId, path);
        return { path };
      },
    },
  };
}
