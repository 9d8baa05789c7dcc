// One sentence for lists and notifications. Entra's is never green by itself: only Entra can say that Entra gets through.
import type { Idp, Verdicts } from '../../../contract/common.ts';
import { columnOf, type EndedStep, unseen } from './verdicts.ts';

const names: Readonly<Record<Idp, string>> = { entra: 'Entra', okta: 'Okta', other: 'a client that follows the RFCs' };

const listed = (titles: readonly string[]): string => titles.map((title) => `“${title}”`).join(', ');

export function summarise(idp: Idp, verdicts: Verdicts, steps: readonly EndedStep[]): string {
  const column = columnOf(idp);
  const who = names[idp];
  const of = (status: string) => steps.filter((step) => step.status === status || step.verdicts[column] === status).map((step) => step.title);
  const open = unseen(column, steps).map((step) => step.title);
  switch (verdicts[column]) {
    case 'failed':
      return `Would fail for ${who}: ${listed(of('failed'))}.`;
    case 'not-reachable-from-here':
      return `Not reachable from this desk: ${listed(of('not-reachable-from-here'))}. That says nothing about what ${who} sees.`;
    case 'skipped':
      return `Not judged: ${listed(open)} could not be tried.`;
    case 'warned':
      if (open.length > 0) return `Would pass for ${who}, seen from this desk, but not proven: ${listed(open)}.`;
      return `Would pass for ${who}, seen from this desk, with warnings: ${listed(of('warned'))}.`;
    case 'passed':
      return `Would pass for ${who}, seen from this desk.`;
  }
}
