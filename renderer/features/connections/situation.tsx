// The first question of a new connection, and the guidance for the case where an IdP provisions already.
import { Button, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { ConnectionDraft } from '../../../contract/connections.ts';
import { AddRegular, ArrowSyncRegular, KeyRegular, LockClosedRegular } from '../../components/icons.ts';
import { Page } from '../../components/page.tsx';
import { rawButton } from '../../components/raw-button.ts';
import { RotationList } from './rotation-list.tsx';

const useStyles = makeStyles({
  ways: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
    gap: '16px',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  way: {
    ...rawButton,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
    padding: '20px 24px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ':hover': { border: `1px solid ${tokens.colorBrandStroke1}`, boxShadow: tokens.shadow4 },
  },
  icon: { display: 'inline-flex', fontSize: '24px', color: tokens.colorBrandForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

function Way({
  icon,
  title,
  text,
  onClick,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly onClick: () => void;
}) {
  const styles = useStyles();
  return (
    <button type="button" className={styles.way} onClick={onClick}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <Text weight="semibold" size={400}>
        {title}
      </Text>
      <Text className={styles.quiet}>{text}</Text>
    </button>
  );
}

interface SituationProps {
  readonly onAnswer: (situation: ConnectionDraft['situation'], mode: ConnectionDraft['credentialMode']) => void;
  readonly onCancel: () => void;
}

export function Situation({ onAnswer, onCancel }: SituationProps) {
  const styles = useStyles();
  const [page, setPage] = useState<'question' | 'running' | 'rotation'>('question');
  if (page === 'question') {
    return (
      <Page
        title="Add a connection"
        lead="First: does an identity provider provision into this Foundry already?"
        actions={<Button onClick={onCancel}>Cancel</Button>}
      >
        <div className={styles.ways}>
          <Way
            icon={<AddRegular />}
            title="No, this is a new set-up"
            text="Credentials were just generated in Control Panel, or will be. Nothing runs that could be cut off."
            onClick={() => onAnswer('new', 'client-credentials')}
          />
          <Way
            icon={<ArrowSyncRegular />}
            title="Yes, provisioning is running"
            text="Entra, Okta or another identity provider sends people and groups now, or did until it broke."
            onClick={() => setPage('running')}
          />
        </div>
      </Page>
    );
  }
  return (
    <Page
      title={page === 'rotation' ? 'Rotate the secret' : 'Provisioning is running'}
      lead={
        page === 'rotation'
          ? 'Make the secret new without cutting off the identity provider.'
          : 'Choose how SCIM Steward gets in without disturbing it.'
      }
      actions={<Button onClick={() => setPage(page === 'rotation' ? 'running' : 'question')}>Back</Button>}
    >
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Do not generate SCIM credentials for this app.</MessageBarTitle> A new client in Control Panel makes the credentials your
          identity provider uses invalid, and provisioning stops without a message.
        </MessageBarBody>
      </MessageBar>
      {page === 'rotation' ? (
        <RotationList onDone={() => onAnswer('running', 'client-credentials')} />
      ) : (
        <div className={styles.ways}>
          <Way
            icon={<LockClosedRegular />}
            title="Use the copy in your vault"
            text="Whoever generated the credentials may have kept the four values in a password vault. Using them here disturbs nothing."
            onClick={() => onAnswer('running', 'client-credentials')}
          />
          <Way
            icon={<KeyRegular />}
            title="Rotate the secret"
            text="The client stays, its secret is made new, and your identity provider gets it first. A check-list leads you through it."
            onClick={() => setPage('rotation')}
          />
          <Way
            icon={<ArrowSyncRegular />}
            title="Go on without a credential"
            text="Explaining errors, and reaching the server without signing in, work all the same."
            onClick={() => onAnswer('running', 'none')}
          />
        </div>
      )}
    </Page>
  );
}
