// The way from an entered connection to a proven one, as a picture whose stations are links.
import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Overview } from '../../../contract/app.ts';
import { StatusIcon } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { journey } from '../../words/journey.ts';

const useStyles = makeStyles({
  line: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    '@media (max-width: 760px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', rowGap: '8px' },
  },
  station: {
    position: 'relative',
    '::after': {
      content: '""',
      position: 'absolute',
      top: '22px',
      left: '46px',
      right: '-6px',
      height: '2px',
      backgroundColor: tokens.colorNeutralStroke2,
      '@media (forced-colors: active)': { backgroundColor: 'CanvasText' },
    },
    ':last-child::after': { display: 'none' },
    '@media (max-width: 760px)': { '::after': { display: 'none' } },
  },
  link: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
    padding: '10px',
    borderRadius: tokens.borderRadiusMedium,
    color: 'inherit',
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  icon: { display: 'inline-flex', height: '24px', alignItems: 'center' },
  words: { display: 'flex', flexDirection: 'column' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function JourneyLine({ overview }: { readonly overview: Overview }) {
  const styles = useStyles();
  const id = overview.card?.connection.id;
  const report = useSteward((state) => (id === undefined ? undefined : state.columns[id]?.report));
  return (
    <ol className={styles.line} aria-label="The way to a working connection">
      {journey(overview, report).map((station) => (
        <li key={station.title} className={styles.station}>
          <a href={toHash({ screen: station.screen })} className={styles.link}>
            <span className={styles.icon}>
              <StatusIcon status={station.state} size={24} as="beside words" />
            </span>
            <span className={styles.words}>
              <Text weight="semibold">{station.title}</Text>
              <Caption1 className={styles.quiet}>{station.text}</Caption1>
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}
