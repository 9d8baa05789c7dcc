// A new rerun: who, by which update, at what pace, without whom. The button reads only; nothing is sent to anybody.
import { Button, Checkbox, Field, Input, makeStyles, Radio, RadioGroup, SpinButton, Tab, TabList, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import type { RerunStrategy, Selection } from '../../../contract/org-rules.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { PeopleRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSelectedSnapshot, useSteward } from '../../state/context.ts';
import { strategyWords } from '../../words/org-rules.ts';
import { GroupField } from './group-field.tsx';
import { noPeople, PeopleField, peopleText } from './people-field.tsx';
import { RulesField } from './rules-field.tsx';

const useStyles = makeStyles({
  tabs: { marginLeft: '-10px', flexWrap: 'wrap' },
  label: { display: 'flex', flexDirection: 'column' },
  quiet: { color: tokens.colorNeutralForeground3 },
  start: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 12px' },
  pace: { maxWidth: '320px' },
});

const strategies: readonly RerunStrategy[] = ['resend', 'put', 'touch'];
const usualRate = 5;
/** Faster only where it was said. */
const askedAbove = 25;

type Kind = Selection['kind'];
const kinds: Readonly<Record<Kind, string>> = { group: 'Members of a group', list: 'A list', condition: 'By a condition' };

export function RerunForm({ connection }: { readonly connection: Connection }) {
  const styles = useStyles();
  const plan = useSteward((state) => state.planRerun);
  const rules = useSteward((state) => state.orgRules);
  const chosen = useSelectedSnapshot();
  const snapshot = chosen?.practice === connection.practice ? chosen : undefined;
  const [kind, setKind] = useState<Kind>('group');
  const [group, setGroup] = useState('');
  const [list, setList] = useState(noPeople);
  const [condition, setCondition] = useState('');
  const [without, setWithout] = useState(noPeople);
  const [strategy, setStrategy] = useState<RerunStrategy>('resend');
  const [rate, setRate] = useState(usualRate);
  const [fast, setFast] = useState<'as-usual' | 'allowed'>('as-usual');
  const selection: Selection =
    kind === 'group' ? { kind, name: group.trim() } : kind === 'list' ? { kind, text: peopleText(list) } : { kind, text: condition.trim() };
  const nobody = (selection.kind === 'group' ? selection.name : selection.text).trim() === '';
  const tooFast = rate > askedAbove && fast === 'as-usual';
  return (
    <>
      <Panel title="Who">
        <TabList
          className={styles.tabs}
          aria-label="How people are picked"
          selectedValue={kind}
          onTabSelect={(_, { value }) => setKind((Object.keys(kinds) as Kind[]).find((one) => one === value) ?? 'group')}
        >
          {Object.entries(kinds).map(([value, words]) => (
            <Tab key={value} value={value}>
              {words}
            </Tab>
          ))}
        </TabList>
        {kind === 'group' ? (
          <GroupField value={group} snapshot={snapshot} onChange={setGroup} />
        ) : kind === 'list' ? (
          <PeopleField
            label="People"
            hint="User name, externalId or SCIM id, one a line; or CSV with a column userName, externalId or id."
            value={list}
            onChange={setList}
          />
        ) : (
          <Field
            label="Condition"
            hint={
              'organization is wrong · organization is missing · not updated since created · group is “Project Fjord” · userName matches “@contoso[.]com$”; several joined by “and”.'
            }
          >
            <Input value={condition} maxLength={4000} onChange={(_, data) => setCondition(data.value)} />
          </Field>
        )}
        <Disclosure
          title="Leave out people who were placed by hand"
          summary={peopleText(without).trim() === '' ? 'Nobody is left out' : 'Some are left out'}
        >
          <PeopleField
            label="Not these"
            hint="An update moves them to where the rules place them. One a line, or CSV."
            value={without}
            onChange={setWithout}
          />
        </Disclosure>
        {rules === undefined ? null : <RulesField connectionId={connection.id} rules={rules} />}
      </Panel>
      <Panel title="What each is sent">
        <Field label="Update">
          <RadioGroup value={strategy} onChange={(_, data) => setStrategy(strategies.find((one) => one === data.value) ?? 'resend')}>
            {strategies.map((one) => (
              <Radio
                key={one}
                value={one}
                label={
                  <span className={styles.label}>
                    {strategyWords[one].title}
                    <Text size={200} className={styles.quiet}>
                      {strategyWords[one].text}
                    </Text>
                  </span>
                }
              />
            ))}
          </RadioGroup>
        </Field>
        <Field label="Requests a second" className={styles.pace} hint="When the server asks to wait or slows down, so does the rerun.">
          <SpinButton
            min={1}
            max={500}
            value={rate}
            onChange={(_, data) => {
              const next = data.value ?? Number(data.displayValue);
              if (Number.isFinite(next)) setRate(Math.min(500, Math.max(0.2, next)));
            }}
          />
        </Field>
        {rate > askedAbove ? (
          <Checkbox
            label={`This server may be asked more than ${askedAbove} times a second`}
            checked={fast === 'allowed'}
            onChange={(_, data) => setFast(data.checked === true ? 'allowed' : 'as-usual')}
          />
        ) : null}
        <div className={styles.start}>
          <Button
            appearance="primary"
            size="large"
            icon={<PeopleRegular />}
            disabled={nobody || tooFast}
            onClick={() => void plan({ connectionId: connection.id, selection, exclude: peopleText(without), strategy, rate, fast })}
          >
            Make the list
          </Button>
          <Text className={styles.quiet}>A dry run: it reads, and sends nothing to anybody.</Text>
        </div>
      </Panel>
    </>
  );
}
