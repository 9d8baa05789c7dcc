// The fields of a form that says how something is read: a line of text, one of several ways, a secret that is only ever handed over.
import { Button, Caption1, Field, Input, makeStyles, Radio, RadioGroup, Text, Textarea, tokens } from '@fluentui/react-components';
import type { SecretStatus } from '../../contract/connections.ts';
import { secretStoreWords } from '../words/labels.ts';

const useStyles = makeStyles({
  label: { display: 'flex', flexDirection: 'column' },
  flush: { marginLeft: '-8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' },
  // A key has line breaks, which a password field would lose.
  covered: { '& textarea': { WebkitTextSecurity: 'disc', fontFamily: tokens.fontFamilyMonospace } },
});

export function Line({
  label,
  value,
  hint,
  need,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly need: 'required' | 'optional';
  readonly onChange: (value: string) => void;
}) {
  return (
    <Field label={label} hint={hint} required={need === 'required'}>
      <Input value={value} maxLength={253} autoComplete="off" spellCheck={false} onChange={(_, data) => onChange(data.value)} />
    </Field>
  );
}

export function Ways<V extends string>({
  label,
  value,
  words,
  onChange,
}: {
  readonly label: string;
  readonly value: V;
  readonly words: Readonly<Record<V, { readonly title: string; readonly text: string }>>;
  readonly onChange: (value: V) => void;
}) {
  const styles = useStyles();
  const all = Object.entries<{ readonly title: string; readonly text: string }>(words);
  return (
    <Field label={label}>
      <RadioGroup
        className={styles.flush}
        value={value}
        onChange={(_, data) => {
          const next = (Object.keys(words) as V[]).find((one) => one === data.value);
          if (next !== undefined) onChange(next);
        }}
      >
        {all.map(([way, { title, text }]) => (
          <Radio
            key={way}
            value={way}
            label={
              <span className={styles.label}>
                {title}
                <Text size={200} className={styles.quiet}>
                  {text}
                </Text>
              </span>
            }
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

interface SecretLineProps {
  readonly label: string;
  /** `lines`: a key with line breaks. */
  readonly form: 'one line' | 'lines';
  readonly status: SecretStatus;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SecretLine({ label, form, status, value, onChange }: SecretLineProps) {
  const styles = useStyles();
  const placeholder = status.isSet ? '••••••••' : '';
  return (
    <Field label={label} hint={status.isSet ? `${secretStoreWords[status.store]}. Enter it again only to change it.` : 'Not set yet.'}>
      {form === 'one line' ? (
        <Input type="password" value={value} autoComplete="new-password" placeholder={placeholder} onChange={(_, data) => onChange(data.value)} />
      ) : (
        <Textarea
          className={styles.covered}
          rows={4}
          value={value}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          onChange={(_, data) => onChange(data.value)}
        />
      )}
    </Field>
  );
}

export function SaveBar({
  missing,
  saving,
  what,
}: {
  readonly missing: readonly string[];
  readonly saving: 'saving' | 'not';
  readonly what: string;
}) {
  const styles = useStyles();
  return (
    <div className={styles.bar}>
      <Button type="submit" appearance="primary" disabledFocusable={missing.length > 0 || saving === 'saving'}>
        Save {what}
      </Button>
      {missing.length === 0 ? null : <Caption1 className={styles.quiet}>Still missing: {missing.join(', ')}.</Caption1>}
    </div>
  );
}
