// Notices at the lower edge: refusals with their code stay until dismissed, good news leaves by itself.
import { Button, Caption1, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { DismissRegular } from '../components/icons.ts';
import { useSteward } from '../state/context.ts';
import type { Notice } from '../state/ui-slice.ts';

const useStyles = makeStyles({
  stack: {
    position: 'fixed',
    right: '24px',
    bottom: '24px',
    zIndex: 20,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
    width: 'min(440px, calc(100vw - 48px))',
  },
  bar: { boxShadow: tokens.shadow16, borderRadius: tokens.borderRadiusMedium },
  code: { color: tokens.colorNeutralForeground3, display: 'block' },
  text: { overflowWrap: 'anywhere' },
  words: { display: 'block' },
});

const showForMs = 6000;

function Bar({ notice }: { readonly notice: Notice }) {
  const styles = useStyles();
  const dismiss = useSteward((state) => state.dismiss);
  const leaves = notice.intent === 'success' || notice.intent === 'info';
  useEffect(() => {
    if (!leaves) return undefined;
    const timer = setTimeout(() => dismiss(notice.id), showForMs);
    return () => clearTimeout(timer);
  }, [leaves, dismiss, notice.id]);
  return (
    <MessageBar intent={notice.intent} layout="multiline" className={styles.bar}>
      <MessageBarBody className={styles.text}>
        <MessageBarTitle>{notice.title}</MessageBarTitle>
        {notice.text === undefined ? null : <span className={styles.words}> {notice.text}</span>}
        {notice.code === undefined ? null : <Caption1 className={styles.code}>Code: {notice.code}</Caption1>}
      </MessageBarBody>
      <MessageBarActions
        containerAction={<Button appearance="transparent" aria-label="Dismiss" icon={<DismissRegular />} onClick={() => dismiss(notice.id)} />}
      />
    </MessageBar>
  );
}

export function Notices() {
  const styles = useStyles();
  const notices = useSteward((state) => state.notices);
  return (
    <section className={styles.stack} aria-label="Notices">
      {notices.map((notice) => (
        <Bar key={notice.id} notice={notice} />
      ))}
    </section>
  );
}
