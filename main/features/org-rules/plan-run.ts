// The dry run as a run: reads groups, people and where they are, keeps the list, and sends nothing to anybody.
import type { Connection } from '../../../contract/connections.ts';
import type { PlanOrder, Rerun, RuleSet } from '../../../contract/org-rules.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { StartedRun } from '../../platform/runs/types.ts';
import { createAsker, pacedScim } from './asking.ts';
import { stoppedEarly } from './findings.ts';
import { createPacer } from './pacer.ts';
import { asksForGroups, pickPeople } from './pick.ts';
import type { OrgRulesDeps, PlacementSight, RerunOrder, RerunTools } from './ports.ts';

export interface PlanRunOf {
  readonly rerun: Rerun;
  readonly order: PlanOrder;
  readonly rules: RuleSet;
  readonly connection: Connection;
  readonly alone: NonNullable<RerunOrder['alone']>;
}

const same = (status: 'passed' | 'failed') => ({ rfc: status, entra: status, okta: status });

export const seenWords = (sight: PlacementSight): string => (sight.kind === 'seen' ? `${sight.placements.by}.` : `nobody: ${sight.why}`);

/** What every run of this feature asks with. */
export function askerIn(
  deps: OrgRulesDeps,
  { network }: RerunTools,
  of: { readonly rate: number; readonly stopping: AbortSignal; readonly met: (words: string) => void },
) {
  const { clock, random } = deps;
  const pacer = createPacer(of.rate, clock);
  const tokens = network.makeTokenSource(network.connection.authStyle);
  const scim = pacedScim({ http: network.http, baseUrl: network.connection.scimUrl, tokens, pacer, clock });
  return { pacer, asker: createAsker({ scim, clock, random, stopping: of.stopping, met: ({ words }) => of.met(words) }) };
}

/** Drafts of this connection that were never begun go; the new one takes their place. */
async function dropDrafts({ reruns }: OrgRulesDeps, connectionId: string): Promise<void> {
  for (const { id, state } of await reruns.list(connectionId)) if (state === 'reading' || state === 'planned') await reruns.remove(id);
}

export async function planRun(deps: OrgRulesDeps, { rerun, order, rules, connection, alone }: PlanRunOf): Promise<StartedRun> {
  const { reruns } = deps;
  return deps.startRun(
    { kind: 'rerun-plan', connection, faults: [], options: { rerun: rerun.id, picked: rerun.picked }, crash: 'discard', keeps: 'some', alone },
    async (tools) => {
      const { job } = tools;
      await dropDrafts(deps, connection.id);
      await reruns.put(rerun);
      job.plan([{ id: 'people', title: asksForGroups({ selection: order.selection, rules }) ? 'Groups and people' : 'People' }]);
      job.startStep('people');
      const sight = await deps.sightOf(connection, tools);
      const { asker } = askerIn(deps, tools, { rate: rerun.rate, stopping: job.signal, met: () => undefined });
      try {
        const picked = await pickPeople({
          selection: order.selection,
          exclude: order.exclude,
          rules,
          sight,
          asker,
          signal: job.signal,
          add: (people) => reruns.addPeople(rerun.id, people),
        });
        const remarks = [...picked.remarks, ...(sight.kind === 'not-seen' ? [`Where people are now is not known: ${sight.why}`] : [])];
        await reruns.put({ ...rerun, state: 'planned', people: picked.people, remarks, seenBy: seenWords(sight) });
        const words = picked.people === 1 ? '1 person is picked.' : `${picked.people.toLocaleString('en-US')} people are picked.`;
        job.endStep('people', { status: 'passed', verdicts: same('passed'), reason: words, exchangeIds: [] });
        return { verdicts: same('passed'), summary: words };
      } catch (thrown) {
        await reruns.remove(rerun.id);
        if (!(thrown instanceof Refusal)) throw thrown;
        const finding = stoppedEarly.make({ why: thrown.message }, []);
        job.endStep('people', { status: 'failed', verdicts: same('failed'), reason: thrown.message, findings: [finding], exchangeIds: [] });
        return { verdicts: same('failed'), summary: thrown.message };
      } finally {
        deps.changed();
      }
    },
  );
}
