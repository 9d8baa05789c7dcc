// What a change would do: how many people in each fate, gravest first, with the first of them; and the cycle that saving starts.
import { Caption1, makeStyles, mergeClasses, Text, Title3, tokens } from '@fluentui/react-components';
import type { Mapping, Outcome, OutcomeKind, Simulation } from '../../../contract/mapping.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { FindingCard } from '../../components/finding-card.tsx';
import { ArrowSyncRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { count } from '../../words/format.ts';
import { cycleWords, ofTheChange, outcomeCounts, outcomeWords } from '../../words/simulation.ts';
import { SimulationNotes } from './attributes-tab.tsx';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  fates: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))',
    gap: '16px 24px',
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  fate: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '2px',
    minWidth: 0,
    paddingLeft: '12px',
    borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
  },
  badEdge: { borderLeftColor: tokens.colorStatusDangerForeground1 },
  warningEdge: { borderLeftColor: tokens.colorStatusWarningForeground1 },
  infoEdge: { borderLeftColor: tokens.colorBrandStroke1 },
  number: { margin: 0, fontVariantNumeric: 'tabular-nums' },
  bad: { color: tokens.colorStatusDangerForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  cycle: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: '12px',
    alignItems: 'start',
    padding: '14px 16px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { display: 'inline-flex', fontSize: '20px', color: tokens.colorBrandForeground1 },
  words: { display: 'flex', flexDirection: 'column', rowGap: '2px' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  one: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
    columnGap: '16px',
    padding: '8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '2px' },
  },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

const ownNote: ReadonlySet<OutcomeKind> = new Set(['disabled', 'not-evaluated', 'left-active']);

function Value({ text }: { readonly text: string | null }) {
  const styles = useStyles();
  return text === null ? <span className={styles.quiet}>nothing</span> : <bdi className={styles.mono}>{text}</bdi>;
}

function Examples({ examples, people }: { readonly examples: readonly Outcome[]; readonly people: number }) {
  const styles = useStyles();
  const [first] = examples;
  if (first === undefined) return null;
  const shared = ownNote.has(first.kind) ? undefined : first.note;
  const values = first.kind === 'renamed' ? 'userName' : 'externalId';
  return (
    <>
      {shared === undefined ? null : <Text>{shared}</Text>}
      <ul className={styles.list}>
        {examples.map((one) => (
          <li key={one.id} className={styles.one}>
            <Text weight="semibold">
              <bdi>{one.userName}</bdi>
            </Text>
            <span>
              {one.kind === 'disabled' || one.kind === 'left-active' ? null : (
                <>
                  <Caption1 className={styles.quiet}>{values}</Caption1> <Value text={one.before} /> → <Value text={one.after} />
                </>
              )}
              {shared === undefined ? <Text>{one.note}</Text> : null}
            </span>
          </li>
        ))}
      </ul>
      {people > examples.length ? (
        <Caption1 className={styles.quiet}>
          The first {examples.length} of {people.toLocaleString('en')}.
        </Caption1>
      ) : null}
    </>
  );
}

export function ChangeOutcome({ simulation, provider }: { readonly simulation: Simulation; readonly provider: Mapping['provider'] }) {
  const styles = useStyles();
  const { change } = simulation;
  if (change === null) return <SimulationNotes notes={simulation.notes} />;
  const fates = outcomeCounts(change);
  const told = fates.filter(({ kind }) => change.examples.some((one) => one.kind === kind));
  return (
    <>
      <Panel title="What would happen">
        <ul className={styles.fates} aria-label="What would happen to people">
          {fates.map(({ kind, people, words }) => {
            const { look } = outcomeWords[kind];
            return (
              <li
                key={kind}
                className={mergeClasses(
                  styles.fate,
                  look === 'bad' && styles.badEdge,
                  look === 'warning' && styles.warningEdge,
                  look === 'info' && styles.infoEdge,
                )}
              >
                <Title3 as="p" className={mergeClasses(styles.number, look === 'bad' && styles.bad)}>
                  {people.toLocaleString('en')}
                </Title3>
                <Text className={styles.quiet}>{words}</Text>
              </li>
            );
          })}
        </ul>
        {provider === 'okta' ? null : (
          <div className={styles.cycle}>
            <span className={styles.icon} aria-hidden="true">
              <ArrowSyncRegular />
            </span>
            <div className={styles.words}>
              <Text weight="semibold">Saving a mapping starts an initial cycle: {cycleWords(change.cycle)}</Text>
              <Text className={styles.quiet}>
                By Microsoft’s figures, for {count(change.cycle.objects, 'object', 'objects')}: people, groups and memberships in scope. It does not
                look up again who is linked already: they stay linked to the account they have. Only a restart with resetScope Full breaks the links.
              </Text>
            </div>
          </div>
        )}
        {told.map(({ kind, people, words }, at) => (
          <Disclosure key={kind} title={`${people.toLocaleString('en')} ${words}`} start={at === 0 ? 'open' : 'closed'}>
            <Examples people={people} examples={change.examples.filter((one) => one.kind === kind)} />
          </Disclosure>
        ))}
        <SimulationNotes notes={simulation.notes} />
      </Panel>
      {ofTheChange(simulation).map((finding) => (
        <FindingCard key={`${finding.id} ${finding.cause}`} finding={finding} />
      ))}
    </>
  );
}
