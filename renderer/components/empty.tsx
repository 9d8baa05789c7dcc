// What an empty list means and what to do about it. Never a bare "no data".
import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  empty: { display: 'flex', flexDirection: 'column', alignItems: 'center', textAlign: 'center', rowGap: '8px', padding: '40px 24px' },
  icon: {
    display: 'grid',
    placeItems: 'center',
    width: '56px',
    height: '56px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground1,
    fontSize: '28px',
    marginBottom: '8px',
  },
  text: { color: tokens.colorNeutralForeground3, maxWidth: '52ch', margin: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', justifyContent: 'center', marginTop: '12px' },
});

interface EmptyProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

export function Empty({ icon, title, text, children }: EmptyProps) {
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <div className={styles.icon} aria-hidden="true">
        {icon}
      </div>
      <Subtitle2 as="p" style={{ margin: 0 }}>
        {title}
      </Subtitle2>
      <Text as="p" align="center" className={styles.text}>
        {text}
      </Text>
      {children === undefined ? null : <div className={styles.actions}>{children}</div>}
    </div>
  );
}
