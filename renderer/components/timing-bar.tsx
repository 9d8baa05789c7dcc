// Where the time of one request went, as a bar, with the same numbers as text for those who do not see it.
import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Timings } from '../../contract/common.ts';
import { duration } from '../words/format.ts';
import { timingParts } from '../words/timings.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: '6px' },
  bar: {
    display: 'flex',
    columnGap: '2px',
    height: '8px',
    borderRadius: tokens.borderRadiusCircular,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground4,
  },
  part: { minWidth: '3px', height: '100%' },
  dns: { backgroundColor: tokens.colorPaletteLavenderBorderActive, '@media (forced-colors: active)': { backgroundColor: 'GrayText' } },
  tcp: { backgroundColor: tokens.colorPaletteMarigoldBorderActive, '@media (forced-colors: active)': { backgroundColor: 'LinkText' } },
  tls: { backgroundColor: tokens.colorPaletteBerryBorderActive, '@media (forced-colors: active)': { backgroundColor: 'Highlight' } },
  wait: { backgroundColor: tokens.colorBrandBackground, '@media (forced-colors: active)': { backgroundColor: 'CanvasText' } },
  read: { backgroundColor: tokens.colorPaletteGreenBorderActive, '@media (forced-colors: active)': { backgroundColor: 'VisitedText' } },
  legend: { display: 'flex', flexWrap: 'wrap', columnGap: '16px', rowGap: '4px' },
  entry: { display: 'inline-flex', alignItems: 'center', columnGap: '6px', color: tokens.colorNeutralForeground3 },
  dot: { width: '8px', height: '8px', borderRadius: '2px' },
});

export function TimingBar({ timings }: { readonly timings: Timings }) {
  const styles = useStyles();
  const parts = timingParts(timings);
  return (
    <div className={styles.box}>
      <div className={styles.bar} aria-hidden="true">
        {parts.map((part) => (
          <span key={part.kind} className={mergeClasses(styles.part, styles[part.kind])} style={{ flexGrow: Math.max(part.ms, 0.1) }} />
        ))}
      </div>
      <div className={styles.legend}>
        {parts.map((part) => (
          <Caption1 key={part.kind} className={styles.entry}>
            <span className={mergeClasses(styles.dot, styles[part.kind])} aria-hidden="true" />
            {part.label} {duration(part.ms)}
          </Caption1>
        ))}
        <Caption1 className={styles.entry}>Total {duration(timings.totalMs)}</Caption1>
      </div>
    </div>
  );
}
