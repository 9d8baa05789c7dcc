// `nested`: who loses access through nested groups when provisioning takes over from login.
import type { GroupClaim } from '../../../contract/claims.ts';
import type { NestedGroupRow, NestedSummary } from '../../../contract/nested-groups.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import { csvText } from '../../protocols/files/write-csv.ts';
import { oneOf, usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { clean, findingText } from '../report.ts';
import { namedSnapshot } from './directory.ts';

const modes = ['all-groups', 'security-groups', 'assigned-groups', 'unknown'] as const;
const grouped = (count: number) => count.toLocaleString('en-US');

/** The claim of the options over the kept one; undefined when no option says anything. */
function claimFrom({ args }: Context, kept: GroupClaim): GroupClaim | undefined {
  const { 'claim-mode': mode, 'import-user-groups': imported } = args.options;
  if (mode === undefined && imported === undefined) return undefined;
  return {
    ...kept,
    mode: oneOf('claim-mode', mode, modes, kept.mode),
    importUserGroups: oneOf('import-user-groups', imported, ['on', 'off', 'unknown'], kept.importUserGroups),
  };
}

const columns = ['id', 'displayName', 'direct', 'transitive', 'lost', 'gained', 'depth', 'inCycle', 'unresolved', 'notProvisioned'] as const;

function tableText(rows: readonly NestedGroupRow[]): string {
  const heads = ['direct', 'in all', 'lost', 'levels'];
  const lines = rows.map((row) => ({
    numbers: [row.direct, row.transitive, row.lost, row.depth].map(grouped),
    name: [clean(row.displayName), ...(row.inCycle ? ['(in a circle)'] : []), ...(row.notProvisioned === null ? [] : ['(not provisioned)'])].join(
      ' ',
    ),
  }));
  const widths = heads.map((head, at) => Math.max(head.length, ...lines.map(({ numbers }) => numbers[at]?.length ?? 0)));
  const line = (cells: readonly string[], name: string) => `${cells.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  ')}  ${name}`;
  return [line(heads, 'group'), ...lines.map(({ numbers, name }) => line(numbers, name))].join('\n');
}

function answersText({ answers, claim, allTakenAsAssigned }: NestedSummary): string {
  const lines = answers.map(({ label, totals }) => {
    const lost =
      totals.peopleLost === 0
        ? 'nobody loses a group'
        : `${grouped(totals.peopleLost)} people lose at least one group, ${grouped(totals.peopleLosingAll)} of them every group`;
    return `  with a groups claim of “${label}”: ${lost}`;
  });
  return [
    ...(allTakenAsAssigned ? ['Which groups are assigned is not known: every group is taken as assigned.'] : []),
    claim.mode === 'unknown'
      ? 'What a login sends is not known (--claim-mode), so for each possibility:'
      : 'What a login sends, against provisioning:',
    ...lines,
  ].join('\n');
}

export async function nested(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const { options } = args;
  const { snapshots, selectedId } = await app.handlers['directory.list']({});
  if (snapshots.length === 0) throw usage('There is no snapshot yet. “scim-steward help directory” says how to import one.');
  const chosen = options.snapshot ?? selectedId ?? undefined;
  const snapshot = await namedSnapshot(context, chosen);
  const kept = await app.handlers['nested.claim']({ snapshotId: snapshot.id });
  const claim = claimFrom(context, kept);
  const summary = await app.handlers['nested.summary']({ snapshotId: snapshot.id, ...(claim === undefined ? {} : { claim }) });
  const all = await app.nestedTable(snapshot.id, claim);
  const rows = options.group === undefined ? all : groupsNamed(all, options.group);
  if (options.export !== undefined) {
    if (!options.export.toLowerCase().endsWith('.csv')) throw usage('--export writes a table: name a file that ends with .csv.');
    await writePrivateFile(
      options.export,
      csvText(
        columns,
        rows.map((row) => columns.map((column) => row[column] ?? '')),
      ),
    );
    terminal.note(`Written: ${options.export}`);
  }
  const totals = summary.answers[0]?.totals;
  if (options.json === true) {
    const { peopleLost = 0, peopleLosingAll = 0, cycles = 0 } = totals ?? {};
    terminal.print(
      JSON.stringify(
        {
          command: 'nested',
          snapshot: { id: snapshot.id, name: snapshot.name, takenAt: snapshot.takenAt },
          claim: summary.claim,
          lasting: summary.lasting,
          allTakenAsAssigned: summary.allTakenAsAssigned,
          groups: rows,
          totals: { ...totals, peopleLost, peopleLosingAll, cycles },
          answers: summary.answers,
          findings: summary.findings,
        },
        null,
        2,
      ),
    );
  } else {
    terminal.print(
      [
        `${clean(snapshot.name)}, taken ${snapshot.takenAt.slice(0, 16).replace('T', ' ')} UTC${snapshot.practice ? ' (PRACTICE TENANT)' : ''}`,
        answersText(summary),
        '',
        tableText(rows),
        ...summary.findings.flatMap((finding) => ['', findingText(finding, terminal)]),
      ].join('\n'),
    );
  }
  return summary.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function groupsNamed(rows: readonly NestedGroupRow[], name: string): readonly NestedGroupRow[] {
  const found = rows.filter((row) => row.id === name || row.displayName.toLowerCase() === name.toLowerCase());
  if (found.length === 0) throw usage(`No assigned group of this snapshot has the id or name “${name}”. Without --group all are listed.`);
  return found;
}
