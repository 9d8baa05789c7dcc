// The rules as they stand in Control Panel: shown in words, typed as JSON, kept for the connection. Without them nobody’s place is expected.
import { Button, Field, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { RuleSet } from '../../../contract/org-rules.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { useSteward } from '../../state/context.ts';
import { count } from '../../words/format.ts';
import { exampleRules, fallbackWords, parseRules, ruleWords } from '../../words/org-rules.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', overflowWrap: 'anywhere' },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

interface RulesFieldProps {
  readonly connectionId: string;
  readonly rules: RuleSet;
}

function RulesText({ connectionId, rules }: RulesFieldProps) {
  const styles = useStyles();
  const keep = useSteward((state) => state.keepOrgRules);
  const notify = useSteward((state) => state.notify);
  const [text, setText] = useState(() => JSON.stringify(rules.rules.length === 0 ? exampleRules : rules, null, 2));
  const parsed = parseRules(text);
  const save = async () => {
    if (parsed !== undefined && (await keep(connectionId, parsed))) notify({ intent: 'success', title: 'Rules kept for this connection' });
  };
  return (
    <>
      <Field
        label="Rules"
        hint="In their order. “on” is groups or attribute, “test” is includes, does-not-include or is-equal, “pattern” a regular expression; the fallback’s kind is organization, none or not-known."
        {...(parsed === undefined ? { validationState: 'error', validationMessage: 'This is not JSON.' } : {})}
      >
        <Textarea
          value={text}
          rows={12}
          resize="vertical"
          textarea={{ className: styles.mono, spellCheck: false }}
          onChange={(_, data) => setText(data.value)}
        />
      </Field>
      <div>
        <Button disabled={parsed === undefined} onClick={() => void save()}>
          Keep these rules
        </Button>
      </div>
    </>
  );
}

export function RulesField({ connectionId, rules }: RulesFieldProps) {
  const styles = useStyles();
  const none = rules.rules.length === 0;
  return (
    <Disclosure
      title="Organization rules in Control Panel"
      summary={none ? 'Not entered: nobody’s organization is expected' : count(rules.rules.length, 'rule', 'rules')}
    >
      {none ? (
        <Text>Enter the rules as they stand in Control Panel; below is an example. Without them the app cannot say who is in the wrong place.</Text>
      ) : (
        <ol className={styles.list}>
          {rules.rules.map((rule) => (
            <li key={JSON.stringify(rule)}>
              {rule.organization}: {ruleWords(rule)}
            </li>
          ))}
          <li>{fallbackWords(rules)}</li>
        </ol>
      )}
      <RulesText key={JSON.stringify(rules)} connectionId={connectionId} rules={rules} />
    </Disclosure>
  );
}
