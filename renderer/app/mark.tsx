// The app's mark: two records joined by a checked line. Drawn, not loaded.
import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  mark: { flexShrink: 0, color: tokens.colorBrandForeground1 },
});

export function Mark({ size = 28 }: { readonly size?: number }) {
  const styles = useStyles();
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" className={styles.mark}>
      <rect x="1" y="1" width="30" height="30" rx="9" fill="currentColor" />
      <g stroke={tokens.colorNeutralBackground1} strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M21.5 9.2C20.3 7.9 18.4 7.2 16 7.2c-3.6 0-6 1.8-6 4.4 0 6 12 2.8 12 8.8 0 2.6-2.5 4.4-6.2 4.4-2.6 0-4.7-.8-6-2.3" />
      </g>
      <circle cx="22.4" cy="10.4" r="2" fill={tokens.colorNeutralBackground1} />
      <circle cx="9.2" cy="21.6" r="2" fill={tokens.colorNeutralBackground1} />
    </svg>
  );
}
