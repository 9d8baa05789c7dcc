// Four counts as cards; one that is pressed narrows the events to it, pressed again it lets go.
import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { LogStatus } from '../../../contract/provisioning-log.ts';
import { rawButton } from '../../components/raw-button.ts';
import { StatusIcon } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import { logStatuses, logStatusLooks, logStatusWords } from '../../words/provisioning-log.ts';

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: '12px',
    '@media (max-width: 760px)': { gridTemplateColumns: '1fr 1fr' },
  },
  card: {
    ...rawButton,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '4px',
    padding: '14px 18px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  pressed: { border: `1px solid ${tokens.colorBrandStroke1}`, boxShadow: `inset 0 0 0 1px ${tokens.colorBrandStroke1}` },
  label: { display: 'inline-flex', alignItems: 'center', columnGap: '8px', color: tokens.colorNeutralForeground2 },
  number: { fontVariantNumeric: 'tabular-nums' },
});

export function StatusCards({ byStatus }: { readonly byStatus: Readonly<Record<LogStatus, number>> }) {
  const styles = useStyles();
  const chosen = useSteward((state) => state.logFilter.statuses);
  const change = useSteward((state) => state.changeLogFilter);
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together, not a form's fields
    <div role="group" aria-label="Events by result" className={styles.cards}>
      {logStatuses.map((status) => {
        const alone = chosen?.length === 1 && chosen[0] === status;
        return (
          <button
            key={status}
            type="button"
            aria-pressed={alone}
            className={mergeClasses(styles.card, alone && styles.pressed)}
            onClick={() => change({ statuses: alone ? undefined : [status], open: undefined })}
          >
            <span className={styles.label}>
              <StatusIcon status={logStatusLooks[status]} as="beside words" />
              {logStatusWords[status]}
            </span>
            <Text size={600} weight="semibold" className={styles.number}>
              {byStatus[status].toLocaleString('en')}
            </Text>
          </button>
        );
      })}
    </div>
  );
}
