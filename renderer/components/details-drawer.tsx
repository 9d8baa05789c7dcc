// Everything that is known of one row, beside the list it was opened from. Values are the source's: isolated, as text, never as a link.
import { Button, DrawerBody, DrawerHeader, DrawerHeaderTitle, makeStyles, OverlayDrawer, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { DismissRegular } from './icons.ts';

const useStyles = makeStyles({
  title: { overflowWrap: 'anywhere' },
  list: { margin: 0, display: 'flex', flexDirection: 'column', rowGap: '14px', paddingBottom: '24px' },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  none: { color: tokens.colorNeutralForeground3 },
});

export interface Detail {
  readonly label: string;
  /** Null: the source did not say. */
  readonly value: ReactNode;
}

interface DetailsDrawerProps {
  readonly title: string;
  readonly details: readonly Detail[];
  readonly onClose: () => void;
}

export function DetailsDrawer({ title, details, onClose }: DetailsDrawerProps) {
  const styles = useStyles();
  return (
    <OverlayDrawer
      open
      position="end"
      size="small"
      onOpenChange={(_, data) => {
        if (!data.open) onClose();
      }}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          heading={{ className: styles.title }}
          action={<Button appearance="subtle" aria-label="Close" icon={<DismissRegular />} onClick={onClose} />}
        >
          <bdi>{title}</bdi>
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>
        <dl className={styles.list}>
          {details.map(({ label, value }) => (
            <div key={label}>
              <dt className={styles.term}>
                <bdi>{label}</bdi>
              </dt>
              <dd className={styles.value}>{value === null ? <span className={styles.none}>Not said</span> : <bdi>{value}</bdi>}</dd>
            </div>
          ))}
        </dl>
      </DrawerBody>
    </OverlayDrawer>
  );
}
