// Paste an error, read what it means. Works without a connection; what could not be read is said, never dropped.
import { Button, Caption1, Field, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { Code } from '../../components/code.tsx';
import { Empty } from '../../components/empty.tsx';
import { FindingCard } from '../../components/finding-card.tsx';
import { DocumentSearchRegular, LightbulbRegular } from '../../components/icons.ts';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  quiet: { color: tokens.colorNeutralForeground3 },
  card: { display: 'flex', flexDirection: 'column', rowGap: '12px' },
  fields: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))', gap: '12px 20px', margin: 0 },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, overflowWrap: 'anywhere', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

/** The excerpt is the whole of the paste, which stands above: not shown twice. */
const isAll = (excerpt: string, pasted: string): boolean => pasted.trim().replace(/\.$/, '') === excerpt.trim().replace(/\.$/, '');

export function SupportScreen() {
  const styles = useStyles();
  const text = useSteward((state) => state.pastedError);
  const setText = useSteward((state) => state.setPastedError);
  const explain = useSteward((state) => state.explain);
  const explanation = useSteward((state) => state.explanation);
  // When nothing was recognised, that one panel says it all.
  const unread = explanation === undefined || explanation.recognised.length === 0 ? [] : explanation.unread;
  return (
    <Page
      title="Explain an error"
      lead="Paste what Entra, Okta, Foundry or a log told you. It is read on this machine and sent nowhere. No connection is needed."
    >
      <Panel>
        <Field label="Error text">
          <Textarea
            value={text}
            rows={7}
            resize="vertical"
            placeholder={'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable…\nCannot complete login for your user with username…'}
            textarea={{ className: styles.mono, spellCheck: false }}
            onChange={(_, data) => setText(data.value)}
          />
        </Field>
        <div className={styles.row}>
          <Button appearance="primary" icon={<LightbulbRegular />} disabled={text.trim() === ''} onClick={() => void explain()}>
            Explain
          </Button>
          <Button appearance="subtle" disabled={text === ''} onClick={() => setText('')}>
            Empty the field
          </Button>
          <Caption1 className={styles.quiet}>Leave out passwords and secrets: they explain nothing.</Caption1>
        </div>
      </Panel>
      {explanation === undefined ? null : explanation.recognised.length === 0 ? (
        <Panel>
          <Empty icon={<DocumentSearchRegular />} title="This text is not known yet" text={explanation.unread.join(' ')} />
        </Panel>
      ) : (
        explanation.recognised.map((entry) => (
          <div key={`${entry.finding.id} ${entry.excerpt}`} className={styles.card}>
            <FindingCard
              finding={entry.finding}
              extra={
                <>
                  {entry.fields.length === 0 ? null : (
                    <dl className={styles.fields}>
                      {entry.fields.map((field) => (
                        <div key={field.label}>
                          <dt className={styles.term}>{field.label}</dt>
                          <dd className={styles.value}>{field.value}</dd>
                        </div>
                      ))}
                    </dl>
                  )}
                  {isAll(entry.excerpt, text) ? null : <Code label="Recognised in the text" text={entry.excerpt} />}
                </>
              }
            />
          </div>
        ))
      )}
      {unread.map((line) => (
        <MessageBar key={line} intent="info" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Not read</MessageBarTitle> {line}
          </MessageBarBody>
        </MessageBar>
      ))}
    </Page>
  );
}
