// The attributes beside each other: who has one, who shares it, what becomes of it on a rename, and whether it is what people sign in with.
// A table on a wide window, one block an attribute on a narrow one.
import { Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { Candidate, Simulation } from '../../../contract/mapping.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Tag } from '../../components/status.tsx';
import { agreementWords, isRecommended, plainAttribute, renameWords, sharedWords } from '../../words/simulation.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', [narrow]: { display: 'block' } },
  body: { [narrow]: { display: 'block' } },
  head: { [narrow]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' } },
  headCell: {
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    padding: '0 16px 8px 0',
    whiteSpace: 'nowrap',
  },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke3}`, [narrow]: { display: 'block', padding: '12px 0' } },
  cell: {
    padding: '10px 16px 10px 0',
    verticalAlign: 'top',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
    [narrow]: { display: 'grid', gridTemplateColumns: '128px minmax(0, 1fr)', columnGap: '12px', padding: '3px 0' },
    '::before': { [narrow]: { content: 'attr(data-label)', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 } },
  },
  first: { width: '34%', [narrow]: { display: 'block', width: 'auto', paddingBottom: '6px' } },
  name: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px' },
  mono: { fontFamily: tokens.fontFamilyMonospace },
  quiet: { color: tokens.colorNeutralForeground3 },
  bad: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  have: { display: 'flex', flexDirection: 'column', rowGap: '6px', minWidth: '96px' },
  bar: { height: '4px', borderRadius: tokens.borderRadiusCircular, backgroundColor: tokens.colorNeutralBackground5, overflow: 'hidden' },
  filled: { height: '100%', backgroundColor: tokens.colorBrandBackground },
  shared: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', rowGap: '6px', overflowWrap: 'anywhere' },
});

function Have({ candidate }: { readonly candidate: Candidate }) {
  const styles = useStyles();
  const { have, missing, notEvaluated } = candidate;
  const all = have + missing + notEvaluated;
  return (
    <span className={styles.have}>
      <span>
        {missing + notEvaluated === 0 ? 'Everybody' : `${have.toLocaleString('en')} of ${all.toLocaleString('en')}`}
        {notEvaluated === 0 ? '' : `, ${notEvaluated.toLocaleString('en')} not evaluated`}
      </span>
      <span className={styles.bar} aria-hidden="true">
        <span className={styles.filled} style={{ display: 'block', width: `${all === 0 ? 0 : (have / all) * 100}%` }} />
      </span>
    </span>
  );
}

/** The recommended one first, then what the mapping sends, then as counted. */
function sorted({ candidates, recommendation }: Simulation): readonly Candidate[] {
  const rank = (one: Candidate) => (isRecommended(one, recommendation) ? 0 : one.mapped ? 1 : 2);
  // What is mapped is counted beside its attribute: shown once, as the mapped one.
  const twin = candidates.find(({ mapped }) => mapped);
  const shown = candidates.filter(
    (one) => one.mapped || twin === undefined || plainAttribute(twin.attribute).toLowerCase() !== one.attribute.toLowerCase(),
  );
  return shown.toSorted((one, other) => rank(one) - rank(other));
}

export function CandidatesTable({ simulation }: { readonly simulation: Simulation }) {
  const styles = useStyles();
  const candidates = sorted(simulation);
  const compared = candidates.some(({ agreement }) => agreement !== null);
  const shared = candidates.filter(({ examples }) => examples.length > 0);
  return (
    <>
      <table className={styles.table} aria-label="Attributes">
        <thead className={styles.head}>
          <tr>
            <th scope="col" className={styles.headCell}>
              Attribute
            </th>
            <th scope="col" className={styles.headCell}>
              Have it
            </th>
            <th scope="col" className={styles.headCell}>
              Share it
            </th>
            <th scope="col" className={styles.headCell}>
              On a rename
            </th>
            {compared ? (
              <th scope="col" className={styles.headCell}>
                Equals IDs seen
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody className={styles.body}>
          {candidates.map((one) => (
            <tr key={`${one.attribute} ${one.mapped}`} className={styles.row}>
              <th scope="row" className={mergeClasses(styles.cell, styles.first)}>
                <span className={styles.name}>
                  <Text weight="semibold" className={styles.mono}>
                    <bdi>{plainAttribute(one.attribute)}</bdi>
                  </Text>
                  {isRecommended(one, simulation.recommendation) ? <Tag look="good">Recommended</Tag> : null}
                  {one.mapped ? <Tag look="info">Mapped now</Tag> : null}
                </span>
                <Caption1 className={styles.quiet}>{one.renameNote}</Caption1>
              </th>
              <td className={styles.cell} data-label="Have it">
                <Have candidate={one} />
              </td>
              <td className={styles.cell} data-label="Share it">
                <span className={one.sharing + one.sharingByCase > 0 ? styles.bad : styles.quiet}>{sharedWords(one)}</span>
              </td>
              <td className={styles.cell} data-label="On a rename">
                <span>
                  <Tag look={renameWords[one.onRename].look}>{renameWords[one.onRename].word}</Tag>
                </span>
              </td>
              {compared ? (
                <td className={styles.cell} data-label="Equals IDs seen">
                  {one.agreement === null ? '' : agreementWords(one.agreement)}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {shared.length === 0 ? null : (
        <Disclosure title="Values that several people share" summary={shared.map(({ attribute }) => plainAttribute(attribute)).join(', ')}>
          <ul className={styles.shared}>
            {shared.flatMap(({ attribute, examples }) =>
              examples.map(({ value, people }) => (
                <li key={`${attribute} ${value}`}>
                  <span className={styles.mono}>{plainAttribute(attribute)}</span> “<bdi>{value}</bdi>”: <bdi>{people.join(', ')}</bdi>
                </li>
              )),
            )}
          </ul>
        </Disclosure>
      )}
    </>
  );
}
