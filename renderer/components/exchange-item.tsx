// One request and its answer as they went over the wire: a line that opens to timings, headers and bodies.
import { Caption1, makeStyles, mergeClasses, Tab, TabList, Text, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Exchange, HeaderList } from '../../contract/common.ts';
import { duration } from '../words/format.ts';
import { shortUrl } from '../words/short-url.ts';
import { Body, Code } from './code.tsx';
import { ChevronRightRegular } from './icons.ts';
import { rawButton } from './raw-button.ts';
import { TimingBar } from './timing-bar.tsx';

const useStyles = makeStyles({
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke3}`, ':first-child': { borderTop: 'none' } },
  line: {
    ...rawButton,
    width: '100%',
    display: 'grid',
    gridTemplateColumns: '16px auto minmax(0, 1fr) auto auto',
    alignItems: 'center',
    columnGap: '10px',
    padding: '8px 12px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  chevron: {
    display: 'inline-flex',
    color: tokens.colorNeutralForeground3,
    transitionProperty: 'transform',
    transitionDuration: tokens.durationFaster,
  },
  open: { transform: 'rotate(90deg)' },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  method: { fontWeight: tokens.fontWeightSemibold, minWidth: '48px' },
  url: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  body: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '12px',
    padding: '4px 12px 16px 38px',
    '@media (max-width: 760px)': { paddingLeft: '12px' },
  },
  wrap: { overflowWrap: 'anywhere' },
  tabs: { marginLeft: '-10px' },
});

export function ExchangeItem({ exchange }: { readonly exchange: Exchange }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { outcome } = exchange;
  const fine = outcome.kind === 'answered' && outcome.status < 400;
  const word = outcome.kind === 'answered' ? `${outcome.status}` : outcome.failure.code;
  return (
    <li className={styles.item}>
      <button type="button" className={styles.line} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span className={mergeClasses(styles.chevron, open && styles.open)} aria-hidden="true">
          <ChevronRightRegular />
        </span>
        <span className={mergeClasses(styles.mono, styles.method)}>{exchange.method}</span>
        <span className={mergeClasses(styles.mono, styles.url)} title={exchange.url}>
          {shortUrl(exchange.url)}
        </span>
        <span className={mergeClasses(styles.mono, fine ? styles.good : styles.bad)}>{word}</span>
        <Caption1 className={styles.quiet}>{duration(exchange.timings.totalMs)}</Caption1>
      </button>
      <div id={id} hidden={!open} className={open ? styles.body : undefined}>
        {open ? <Opened exchange={exchange} /> : null}
      </div>
    </li>
  );
}

function headerText(headers: HeaderList): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

function Opened({ exchange }: { readonly exchange: Exchange }) {
  const styles = useStyles();
  const [side, setSide] = useState<'answer' | 'request'>('answer');
  const { outcome } = exchange;
  const facts = [
    exchange.purpose,
    exchange.attempt > 1 ? `attempt ${exchange.attempt}` : undefined,
    exchange.peer,
    exchange.proxy === undefined ? undefined : `through the proxy ${exchange.proxy}`,
    exchange.tls === undefined ? undefined : `${exchange.tls.protocol}, ${exchange.tls.cipher}`,
  ].filter((fact) => fact !== undefined);
  return (
    <>
      <Text className={mergeClasses(styles.mono, styles.wrap)}>{exchange.url}</Text>
      <Caption1 className={mergeClasses(styles.quiet, styles.wrap)}>{facts.join(' · ')}</Caption1>
      <TimingBar timings={exchange.timings} />
      <TabList
        size="small"
        className={styles.tabs}
        selectedValue={side}
        onTabSelect={(_, data) => setSide(data.value === 'request' ? 'request' : 'answer')}
      >
        <Tab value="answer">Answer</Tab>
        <Tab value="request">Request</Tab>
      </TabList>
      {side === 'request' ? (
        <>
          <Code label="Request headers, secrets removed" text={headerText(exchange.requestHeaders)} />
          <Body label="Request body" body={exchange.requestBody} />
        </>
      ) : outcome.kind === 'failed' ? (
        <Text>
          No answer ({outcome.failure.layer}, {outcome.failure.code}): {outcome.failure.detail}
        </Text>
      ) : (
        <>
          <Text weight="semibold">
            {outcome.status} {outcome.statusText}
          </Text>
          <Code label="Answer headers" text={headerText(outcome.headers)} />
          <Body label="Answer body" body={outcome.body} />
        </>
      )}
    </>
  );
}
