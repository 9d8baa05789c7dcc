// Says to screen readers what moved: steps of a run, copied texts, opened screens.
import { makeStyles } from '@fluentui/react-components';
import { useSteward } from '../state/context.ts';

const useStyles = makeStyles({
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
});

export function LiveRegion() {
  const styles = useStyles();
  const announcement = useSteward((state) => state.announcement);
  return (
    <div role="status" aria-live="polite" className={styles.hidden}>
      {announcement}
    </div>
  );
}
