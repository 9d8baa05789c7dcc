// What to do next, most useful first; each line leads to where it is done.
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Overview } from '../../../contract/app.ts';
import { ChevronRightRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { toHash } from '../../state/routes.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: '0 0 8px' },
  link: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr) 16px',
    columnGap: '14px',
    alignItems: 'center',
    padding: '12px 24px',
    color: 'inherit',
    textDecorationLine: 'none',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '@media (max-width: 760px)': { padding: '12px 16px' },
  },
  number: {
    display: 'grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase200,
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function NextList({ next }: { readonly next: Overview['next'] }) {
  const styles = useStyles();
  return (
    <Panel title="What to do next" edges="flush">
      <ol className={styles.list}>
        {next.map((entry, index) => (
          <li key={entry.title}>
            <a href={toHash({ screen: entry.screen })} className={styles.link}>
              <span className={styles.number} aria-hidden="true">
                {index + 1}
              </span>
              <span className={styles.words}>
                <Text weight="semibold">{entry.title}</Text>
                <Text className={styles.quiet}>{entry.text}</Text>
              </span>
              <ChevronRightRegular aria-hidden="true" />
            </a>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
