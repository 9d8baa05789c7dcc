// `nested`: who loses access through nested groups when provisioning takes over from login.
import type { CallOutput } from '../../../contract/calls.ts';
import { type GroupClaim, groupClaimModeSchema } from '../../../contract/claims.ts';
import type { NestedGroupRow, NestedSummary, Remedy } from '../../../contract/nested-groups.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import { oneOf, usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { clean, findingText } from '../report.ts';
import { namedSnapshot } from './directory.ts';
import { drift } from './drift.ts';

const grouped = (count: number) => count.toLocaleString('en-US');

/** The claim of the options over the kept one; undefined when no option says anything. */
function claimFrom({ args }: Context, kept: GroupClaim): GroupClaim | undefined {
  const { 'claim-mode': mode, 'import-user-groups': imported } = args.options;
  if (mode === undefined && imported === undefined) return undefined;
  return {
    ...kept,
    mode: oneOf('claim-mode', mode, groupClaimModeSchema.options, kept.mode),
    importUserGroups: oneOf('import-user-groups', imported, ['on', 'off', 'unknown'], kept.importUserGroups),
  };
}

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

type Detail = CallOutput<'nested.remedies'> & { readonly lost: CallOutput<'nested.lostPeople'> };

function detailText({ remedies, lost }: Detail): readonly string[] {
  const hidden = lost.total - lost.rows.length;
  return [
    ...(lost.total === 0 ? [] : ['', `Lost: ${grouped(lost.total)}`]),
    ...lost.rows.map(
      ({ person, chain, losesAll }) =>
        `  ${clean(person.name)} (${clean(person.userName)}), by ${chain.map(({ name }) => clean(name)).join(' > ')}${losesAll ? '; keeps no group' : ''}`,
    ),
    ...(hidden > 0 ? [`  and ${grouped(hidden)} more (--json shows up to 500, --export people.csv all)`] : []),
    ...(remedies.length === 0 ? [] : ['', 'What can be done']),
    ...remedies.map((remedy) => `  ${remedyText(remedy)}\n      ${clean(remedy.effect)}`),
  ];
}

function remedyText(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'assign': {
      const names = remedy.groups.map(({ name }) => clean(name)).join(', ');
      const also = remedy.alsoAssigned.map(({ name }) => clean(name)).join(', ');
      const first =
        remedy.groups.length === 0 ? `Nothing to assign: ${also} hold them already` : `Assign to the app too: ${names} (${remedy.certainty})`;
      return `${first}. ${clean(remedy.inFoundry)}${remedy.notReached === 0 ? '' : ` ${grouped(remedy.notReached)} of the lost people cannot be reached this way.`}`;
    }
    case 'flat-copy':
      return `Make a flat copy, ${clean(remedy.name)}, with ${grouped(remedy.members)} direct members, and assign it in place of the group.`;
    case 'leave-out':
      return 'Leave them out on purpose.';
  }
}

/** What a file's name asks for: the table, who loses what, or the script that assigns groups. */
function exportOf(path: string): 'table' | 'people' | 'entra-assign-script' {
  const name = path.toLowerCase();
  if (name.endsWith('.ps1')) return 'entra-assign-script';
  if (!name.endsWith('.csv')) throw usage('--export writes a table (a name that ends with .csv) or the script that assigns groups (.ps1).');
  return /people[^/\\]*$/.test(name) ? 'people' : 'table';
}

export async function nested(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const { options } = args;
  const { snapshots, selectedId } = await app.handlers['directory.list']({});
  if (snapshots.length === 0) throw usage('There is no snapshot yet. “scim-steward help directory” says how to import one.');
  const chosen = options.snapshot ?? selectedId ?? undefined;
  const snapshot = await namedSnapshot(context, chosen);
  if (options.against !== undefined) return drift(context, snapshot, options.against);
  const kept = await app.handlers['nested.claim']({ snapshotId: snapshot.id });
  const claim = claimFrom(context, kept);
  const summary = await app.handlers['nested.summary']({ snapshotId: snapshot.id, ...(claim === undefined ? {} : { claim }) });
  const all = await app.nestedTable(snapshot.id, claim);
  const rows = options.group === undefined ? all : groupsNamed(all, options.group);
  if (options.export !== undefined) {
    const what = exportOf(options.export);
    const wanted = what === 'table' ? rows : rows.filter(({ lost }) => lost > 0);
    const groupIds = what === 'table' && options.group === undefined ? [] : wanted.map(({ id }) => id);
    await writePrivateFile(options.export, await app.nestedExport(what, { snapshotId: snapshot.id, claim, groupIds }));
    terminal.note(`Written: ${options.export}`);
  }
  const of = { snapshotId: snapshot.id, groupId: rows[0]?.id ?? '', ...(claim === undefined ? {} : { claim }) };
  const detail =
    options.group === undefined || rows.length !== 1
      ? undefined
      : {
          ...(await app.handlers['nested.remedies'](of)),
          lost: await app.handlers['nested.lostPeople']({ ...of, offset: 0, limit: options.json === true ? 500 : 20 }),
        };
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
          ...detail,
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
        ...(detail === undefined ? [] : detailText(detail)),
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
