// No connection yet: three ways in, each worth having alone.
import { makeStyles, Spinner, Text, Title1, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { Mark } from '../../app/mark.tsx';
import { ArrowRightRegular, BeakerRegular, ClipboardPasteRegular, PlugConnectedRegular } from '../../components/icons.ts';
import { rawButton } from '../../components/raw-button.ts';
import { useSteward } from '../../state/context.ts';

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    minHeight: '100%',
    maxWidth: '1000px',
    marginLeft: 'auto',
    marginRight: 'auto',
    padding: '64px 40px',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    rowGap: '40px',
    '@media (max-width: 760px)': { padding: '32px 16px', rowGap: '24px' },
  },
  head: { display: 'flex', flexDirection: 'column', rowGap: '14px' },
  title: { margin: 0, outlineStyle: 'none', letterSpacing: '-0.02em' },
  lead: { margin: 0, maxWidth: '60ch', color: tokens.colorNeutralForeground3 },
  ways: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: '16px',
    '@media (max-width: 960px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  way: {
    ...rawButton,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '10px',
    padding: '24px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    transitionProperty: 'border-color, box-shadow',
    transitionDuration: tokens.durationFast,
    ':hover': { border: `1px solid ${tokens.colorBrandStroke1}`, boxShadow: tokens.shadow8 },
    ':disabled': { cursor: 'default' },
  },
  icon: {
    display: 'grid',
    placeItems: 'center',
    width: '44px',
    height: '44px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground1,
    fontSize: '24px',
    marginBottom: '6px',
  },
  quiet: { color: tokens.colorNeutralForeground3, flexGrow: 1 },
  go: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: '6px',
    marginTop: '6px',
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
  },
  foot: { color: tokens.colorNeutralForeground3, margin: 0 },
});

interface WayProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly go: string;
  readonly busy?: boolean;
  readonly onClick: () => void;
}

function Way({ icon, title, text, go, busy = false, onClick }: WayProps) {
  const styles = useStyles();
  return (
    <button type="button" className={styles.way} onClick={onClick} disabled={busy}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <Text weight="semibold" size={500}>
        {title}
      </Text>
      <Text className={styles.quiet}>{text}</Text>
      <span className={styles.go}>
        {busy ? <Spinner size="tiny" label="Starting" /> : go}
        {busy ? null : <ArrowRightRegular aria-hidden="true" />}
      </span>
    </button>
  );
}

export function FirstStart() {
  const styles = useStyles();
  const [starting, setStarting] = useState(false);
  const startPractice = useSteward((state) => state.startPractice);
  const navigate = useSteward((state) => state.navigate);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Mark size={44} />
        <Title1 as="h1" id="page-heading" tabIndex={-1} className={styles.title}>
          Find out why provisioning does not work
        </Title1>
        <Text as="p" size={400} className={styles.lead}>
          SCIM Steward tests the connection between your identity provider and Palantir Foundry, says in plain words what fails, who must act, and
          shows every request behind it.
        </Text>
      </header>
      <div className={styles.ways}>
        <Way
          icon={<BeakerRegular />}
          title="Try with the practice tenant"
          text="A small company on this machine that behaves like Foundry. Break it on purpose and see how a failure is explained. Nothing leaves this machine."
          go="Start practising"
          busy={starting}
          onClick={() => {
            setStarting(true);
            void startPractice().finally(() => setStarting(false));
          }}
        />
        <Way
          icon={<PlugConnectedRegular />}
          title="Add your connection"
          text="Paste the four values from Control Panel: SCIM URL, client ID, token endpoint, client secret. The secret goes to the system keychain where there is one."
          go="Add a connection"
          onClick={() => navigate({ screen: 'connections', id: 'new' })}
        />
        <Way
          icon={<ClipboardPasteRegular />}
          title="I have an error message"
          text="Paste what Entra, Okta or Foundry told you and read what it means. This needs no connection and no credential."
          go="Explain it"
          onClick={() => navigate({ screen: 'support' })}
        />
      </div>
      <Text as="p" size={200} className={styles.foot}>
        No telemetry. What leaves this machine is listed under About.
      </Text>
    </div>
  );
}
