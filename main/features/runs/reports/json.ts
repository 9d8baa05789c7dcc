// The one document `--json` prints: a contract with scripts, so its keys are exactly these and are only ever added to.
import type { Effect, Finding, Run, Step, StepStatus, Verdicts } from '../../../../contract/common.ts';
import { mergeFindings } from '../../../platform/findings/define.ts';
import { wasMade, wasNeverMade } from '../../../platform/runs/effects.ts';
import { commands, observationsOf, type ReportColumns } from './content.ts';

export interface JsonThing {
  readonly resourceType: Effect['resourceType'];
  readonly name: string;
  /** The server's id; null when it never became known. */
  readonly id: string | null;
  readonly note: string | null;
}

export interface JsonDocument {
  readonly command: (typeof commands)[keyof typeof commands];
  /** Its name. */
  readonly connection: string;
  readonly verdict: StepStatus;
  readonly verdicts: Verdicts;
  readonly steps: readonly (Pick<Step, 'id' | 'title' | 'status'> & {
    readonly verdicts: Verdicts;
    readonly durationMs: number;
    readonly reason: string;
  })[];
  readonly findings: readonly Pick<Finding, 'id' | 'severity' | 'title' | 'cause' | 'remedy' | 'actor' | 'evidence' | 'source'>[];
  readonly created: readonly JsonThing[];
  readonly removed: readonly JsonThing[];
  /** What is, or may be, still on the target. */
  readonly left: readonly JsonThing[];
  /** What the server was seen to do where its documentation is silent. */
  readonly observations: readonly { readonly id: string; readonly question: string; readonly answer: string }[];
  /** Of a connection test: from this desk, from the identity provider as reported, and what both allow. */
  readonly columns?: Omit<ReportColumns, 'findings'>;
}

const unknown: Verdicts = { rfc: 'skipped', entra: 'skipped', okta: 'skipped' };

const thing = ({ resourceType, name, resourceId, note }: Effect): JsonThing => ({ resourceType, name, id: resourceId ?? null, note: note ?? null });

/** The findings of both columns stand together: one cause gives one finding. */
export function toJsonDocument(run: Run, columns?: ReportColumns): JsonDocument {
  const made = run.effects.filter((effect) => !wasNeverMade(effect));
  return {
    command: commands[run.kind],
    connection: run.connectionName,
    verdict: run.verdict ?? 'skipped',
    verdicts: run.verdicts ?? unknown,
    steps: run.steps.map(({ id, title, status, verdicts = unknown, durationMs = 0, reason = '' }) => ({
      id,
      title,
      status,
      verdicts,
      durationMs,
      reason,
    })),
    findings: withReported(run.findings, columns).map(({ id, severity, title, cause, remedy, actor, evidence, source }) => ({
      id,
      severity,
      title,
      cause,
      remedy,
      actor,
      evidence,
      source,
    })),
    // A clean-up makes nothing: its effects are those of the run it cleans up after.
    created: run.kind === 'clean-up' ? [] : run.effects.filter(wasMade).map(thing),
    removed: made.filter((effect) => effect.state === 'undone').map(thing),
    left: made.filter((effect) => effect.state !== 'undone').map(thing),
    observations: observationsOf(run),
    ...(columns === undefined ? {} : { columns: withoutFindings(columns) }),
  };
}

const withoutFindings = ({ findings: _among, ...columns }: ReportColumns): Omit<ReportColumns, 'findings'> => columns;

function withReported(own: readonly Finding[], columns: ReportColumns | undefined): readonly Finding[] {
  const byId = new Map(own.map((finding) => [finding.id, finding]));
  for (const finding of columns?.findings ?? []) {
    const known = byId.get(finding.id);
    byId.set(finding.id, known === undefined ? finding : mergeFindings(known, finding));
  }
  return [...byId.values()];
}
