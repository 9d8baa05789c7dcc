// The organization rules of the practice tenant as Foundry's advanced rules are written: in order, conditions joined by "and", regular expressions.
import { Button, Caption1, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { PracticeCondition, PracticeRule, PracticeRules } from '../../../contract/practice.ts';
import { AddRegular, DeleteRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { conditionTestWords } from '../../words/foundry.ts';

const useStyles = makeStyles({
  rule: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
    padding: '8px 0 16px',
    margin: 0,
    border: 'none',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    minWidth: 0,
  },
  condition: {
    display: 'grid',
    gridTemplateColumns: '140px 1fr 200px 2fr auto',
    gap: '8px',
    alignItems: 'end',
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground3 },
  fallback: { maxWidth: '360px' },
});

const newCondition: PracticeCondition = { on: 'groups', attribute: '', test: 'includes', pattern: '' };
const newRule: PracticeRule = { organization: '', conditions: [newCondition] };

const replaced = <T,>(list: readonly T[], index: number, value: T): T[] => list.map((one, at) => (at === index ? value : one));
const without = <T,>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index);

interface ConditionProps {
  readonly condition: PracticeCondition;
  readonly onChange: (condition: PracticeCondition) => void;
  readonly onRemove: (() => void) | undefined;
}

function Condition({ condition, onChange, onRemove }: ConditionProps) {
  const styles = useStyles();
  const tests = condition.on === 'groups' ? (['includes', 'does-not-include'] as const) : (['is-equal', 'includes', 'does-not-include'] as const);
  return (
    <div className={styles.condition}>
      <Field label="If">
        <Select
          value={condition.on}
          onChange={(_, data) =>
            onChange(
              data.value === 'groups'
                ? { ...condition, on: 'groups', attribute: '', test: 'includes' }
                : { ...condition, on: 'attribute', test: 'is-equal' },
            )
          }
        >
          <option value="groups">groups</option>
          <option value="attribute">attribute</option>
        </Select>
      </Field>
      {condition.on === 'groups' ? (
        <span />
      ) : (
        <Field label="Attribute">
          <Input
            value={condition.attribute}
            maxLength={200}
            spellCheck={false}
            onChange={(_, data) => onChange({ ...condition, attribute: data.value })}
          />
        </Field>
      )}
      <Field label="Test">
        <Select
          value={condition.test}
          onChange={(_, data) => {
            const test = tests.find((one) => one === data.value);
            if (test !== undefined) onChange({ ...condition, test });
          }}
        >
          {tests.map((test) => (
            <option key={test} value={test}>
              {conditionTestWords[test]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Regular expression">
        <Input
          value={condition.pattern}
          maxLength={1000}
          spellCheck={false}
          onChange={(_, data) => onChange({ ...condition, pattern: data.value })}
        />
      </Field>
      {onRemove === undefined ? <span /> : <Button icon={<DeleteRegular />} aria-label="Remove this condition" onClick={onRemove} />}
    </div>
  );
}

function Rule({
  rule,
  number,
  onChange,
  onRemove,
}: {
  readonly rule: PracticeRule;
  readonly number: number;
  readonly onChange: (rule: PracticeRule) => void;
  readonly onRemove: () => void;
}) {
  const styles = useStyles();
  const { organization, conditions } = rule;
  return (
    <fieldset className={styles.rule}>
      <legend>
        <Caption1 className={styles.quiet}>Rule {number}</Caption1>
      </legend>
      {conditions.map((condition, index) => (
        <Condition
          // A condition has no name of its own; it is what stands at this place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={index}
          condition={condition}
          onChange={(next) => onChange({ ...rule, conditions: replaced(conditions, index, next) })}
          onRemove={conditions.length === 1 ? undefined : () => onChange({ ...rule, conditions: without(conditions, index) })}
        />
      ))}
      <Field label="then the organization is" className={styles.fallback}>
        <Input value={organization} maxLength={200} onChange={(_, data) => onChange({ ...rule, organization: data.value })} />
      </Field>
      <div className={styles.bar}>
        <Button size="small" icon={<AddRegular />} onClick={() => onChange({ ...rule, conditions: [...conditions, newCondition] })}>
          And another condition
        </Button>
        <Button size="small" icon={<DeleteRegular />} onClick={onRemove}>
          Remove rule {number}
        </Button>
      </div>
    </fieldset>
  );
}

export function PracticeRulesPanel({ start, onKept }: { readonly start: PracticeRules; readonly onKept: () => void }) {
  const styles = useStyles();
  const keep = useSteward((state) => state.setPracticeRules);
  const [rules, setRules] = useState<readonly PracticeRule[]>(start.rules);
  const [fallback, setFallback] = useState(start.fallback ?? '');
  const ready = rules.every(
    ({ organization, conditions }) =>
      organization.trim() !== '' && conditions.every(({ on, attribute, pattern }) => pattern !== '' && (on === 'groups' || attribute.trim() !== '')),
  );
  const submit = async () => {
    if (ready && (await keep({ rules: [...rules], fallback: fallback.trim() === '' ? null : fallback.trim() }))) onKept();
  };
  return (
    <Panel
      title="Organization rules"
      text="Tried in order; the first whose conditions all hold wins. Rules on groups run at a log-in and at an update of the person: not when SCIM creates them, and not when only a membership changes."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {rules.map((rule, index) => (
          <Rule
            // A rule is what stands at this place: order is what it means.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            rule={rule}
            number={index + 1}
            onChange={(next) => setRules(replaced(rules, index, next))}
            onRemove={() => setRules(without(rules, index))}
          />
        ))}
        <fieldset className={styles.rule}>
          <Field label="When no rule holds" hint="Empty: no organization, and the person cannot log in." className={styles.fallback}>
            <Input value={fallback} maxLength={200} onChange={(_, data) => setFallback(data.value)} />
          </Field>
          <div className={styles.bar}>
            <Button icon={<AddRegular />} onClick={() => setRules([...rules, newRule])}>
              Add a rule
            </Button>
            <Button type="submit" appearance="primary" disabledFocusable={!ready}>
              Keep the rules
            </Button>
            {ready ? null : <Caption1 className={styles.quiet}>Still missing: an organization, an attribute or an expression.</Caption1>}
          </div>
        </fieldset>
      </form>
    </Panel>
  );
}
