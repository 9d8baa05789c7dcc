// The rows of a mapping to read: what goes where, by which attribute people are matched, and what flows once only.
import { Caption1, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { AttributeMapping, Mapping } from '../../../contract/mapping.ts';
import { Tag } from '../../components/status.tsx';
import { matchingWords, objectWords } from '../../words/mapping-rows.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  object: { display: 'flex', flexDirection: 'column', rowGap: '4px' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr) 130px',
    columnGap: '16px',
    alignItems: 'center',
    minHeight: '36px',
    padding: '6px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr) auto', rowGap: '2px' },
  },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere', minWidth: 0 },
  source: { [narrow]: { gridColumnStart: 1, gridColumnEnd: -1, gridRowStart: 2 } },
  end: { textAlign: 'right' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

function Source({ row }: { readonly row: AttributeMapping }) {
  const styles = useStyles();
  const { expression } = row.source;
  const rest = row.defaultValue === null || row.defaultValue === '' ? undefined : `else “${row.defaultValue}”`;
  return (
    <span className={styles.mono}>
      {expression === '' ? <span className={styles.quiet}>nothing</span> : <bdi>{expression}</bdi>}
      {rest === undefined ? null : <span className={styles.quiet}> {rest}</span>}
    </span>
  );
}

export function MappingRows({ mapping }: { readonly mapping: Mapping }) {
  const styles = useStyles();
  return mapping.objects
    .filter(({ kind }) => kind !== 'other')
    .map((object) => (
      <div key={`${object.kind} ${object.name}`} className={styles.object}>
        <Subtitle2 as="h3" style={{ margin: 0 }}>
          {objectWords[object.kind]}
          {object.enabled ? '' : ', switched off'}
        </Subtitle2>
        <ul className={styles.list} aria-label={`Rows of ${objectWords[object.kind].toLowerCase()}`}>
          {object.attributes.map((row) => (
            <li key={row.target} className={styles.row}>
              <Text weight="semibold" className={styles.mono}>
                <bdi>{row.target}</bdi>
              </Text>
              <span className={styles.source}>
                <Source row={row} />
              </span>
              <span className={styles.end}>
                {row.matchingPriority > 0 ? <Tag look="info">{matchingWords(row.matchingPriority)}</Tag> : null}
                {row.flowType.toLowerCase() === 'objectaddonly' ? <Caption1 className={styles.quiet}>Only when created</Caption1> : null}
              </span>
            </li>
          ))}
        </ul>
      </div>
    ));
}
