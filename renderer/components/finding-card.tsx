// A finding as it stands on every screen: what happened, what the IdP does about it, how to fix it, who must act, how to verify.
import { Caption1, Link, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Finding } from '../../contract/common.ts';
import { useSteward } from '../state/context.ts';
import { findingMarkdown } from '../words/finding-markdown.ts';
import { dateTime } from '../words/format.ts';
import { actorWords, severityWords, vantageWords } from '../words/labels.ts';
import { CopyButton } from './copy-button.tsx';
import { PersonRegular } from './icons.ts';
import { SeverityIcon } from './status.tsx';

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `3px solid ${tokens.colorBrandStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    padding: '16px 20px',
    display: 'flex',
    flexDirection: 'column',
    rowGap: '14px',
    minWidth: 0,
  },
  error: { borderLeft: `3px solid ${tokens.colorStatusDangerForeground1}` },
  warning: { borderLeft: `3px solid ${tokens.colorStatusWarningForeground1}` },
  head: { display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr) auto', columnGap: '12px', rowGap: '2px', alignItems: 'start' },
  title: { display: 'flex', flexDirection: 'column', rowGap: '4px', minWidth: 0, overflowWrap: 'anywhere' },
  icon: { paddingTop: '1px' },
  grid: {
    display: 'grid',
    gridTemplateColumns: '148px minmax(0, 1fr)',
    columnGap: '16px',
    rowGap: '12px',
    margin: 0,
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '4px' },
  },
  label: { color: tokens.colorNeutralForeground3, margin: 0, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
  value: { margin: 0, overflowWrap: 'anywhere', minWidth: 0, '@media (max-width: 760px)': { marginBottom: '8px' } },
  list: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', rowGap: '6px' },
  plain: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', rowGap: '6px' },
  actor: { display: 'inline-flex', alignItems: 'center', columnGap: '6px', fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
});

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  );
}

export function FindingCard({ finding, extra }: { readonly finding: Finding; readonly extra?: ReactNode }) {
  const styles = useStyles();
  const openExternal = useSteward((state) => state.openExternal);
  const url = finding.source.url;
  return (
    <article
      className={mergeClasses(styles.card, finding.severity === 'error' && styles.error, finding.severity === 'warning' && styles.warning)}
      aria-label={`${severityWords[finding.severity]}: ${finding.title}`}
    >
      <div className={styles.head}>
        <span className={styles.icon}>
          <SeverityIcon severity={finding.severity} />
        </span>
        <div className={styles.title}>
          <Text weight="semibold" size={400}>
            {finding.title}
          </Text>
        </div>
        <span>
          <CopyButton label="Copy as Markdown" text={() => findingMarkdown(finding)} />
        </span>
      </div>
      <dl className={styles.grid}>
        <Row label="What happened">{finding.cause}</Row>
        {finding.consequence === undefined ? null : <Row label="What follows">{finding.consequence}</Row>}
        {finding.remedy.length === 0 ? null : (
          <Row label="How to fix it">
            {finding.remedy.length === 1 ? (
              finding.remedy[0]
            ) : (
              <ol className={styles.list}>
                {finding.remedy.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            )}
          </Row>
        )}
        <Row label="Who must act">
          <span className={styles.actor}>
            <PersonRegular aria-hidden="true" />
            {actorWords(finding.actor)}
          </span>
        </Row>
        {finding.verify === undefined ? null : <Row label="How to verify">{finding.verify}</Row>}
        {finding.evidence.length === 0 ? null : (
          <Row label="Evidence">
            <ul className={styles.plain}>
              {finding.evidence.map((seen) => (
                <li key={`${seen.text} ${seen.exchangeId ?? ''}`}>
                  {seen.text}{' '}
                  <Caption1 className={styles.quiet}>
                    {vantageWords[seen.vantage]}
                    {seen.at === undefined ? '' : `, ${dateTime(seen.at)}`}
                  </Caption1>
                </li>
              ))}
            </ul>
          </Row>
        )}
        <Row label="Source">
          {url === undefined ? (
            finding.source.title
          ) : (
            <Link inline as="button" onClick={() => void openExternal(url)}>
              {finding.source.title}
            </Link>
          )}{' '}
          <Caption1 className={styles.quiet}>{finding.id}</Caption1>
        </Row>
      </dl>
      {extra}
    </article>
  );
}
