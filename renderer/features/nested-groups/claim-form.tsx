// The short form for what a login sends. Every field says where its answer stands in Entra or in Foundry; “Not known” is always an answer.
import { Button, Checkbox, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { GroupClaim } from '../../../contract/claims.ts';
import { Choice } from '../../components/choice.tsx';
import { filterAttributeWords, filterMatchWords, importWords, modeWords, protocolWords, sourceAttributeWords } from '../../words/nested.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '20px 24px',
    alignItems: 'start',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  filter: {
    gridColumnStart: 1,
    gridColumnEnd: -1,
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: '16px 24px',
    alignItems: 'start',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  whole: { gridColumnStart: 1, gridColumnEnd: -1, marginLeft: '-8px' },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

const claimPage = 'Entra: Enterprise applications, the sign-in app, Single sign-on, Attributes & Claims';

interface ClaimFormProps {
  readonly claim: GroupClaim;
  readonly onCancel: () => void;
  readonly onKeep: (claim: GroupClaim) => Promise<void>;
}

export function ClaimForm({ claim, onCancel, onKeep }: ClaimFormProps) {
  const styles = useStyles();
  const [draft, setDraft] = useState(claim);
  const [keeping, setKeeping] = useState(false);
  const change = (part: Partial<GroupClaim>) => setDraft((before) => ({ ...before, ...part }));
  const { filter } = draft;
  const incomplete = filter !== null && filter.value.trim() === '';
  return (
    <>
      <div className={styles.grid}>
        <Choice
          label="Groups that are sent"
          hint={`${claimPage}, the groups claim: “Which groups associated with the user should be returned in the claim?”`}
          value={draft.mode}
          words={modeWords}
          onChange={(mode) => change({ mode })}
        />
        <Choice
          label="Sent as"
          hint="The same page: Source attribute. In Foundry the displayName and externalId of a group must both be this value."
          value={draft.sourceAttribute}
          words={sourceAttributeWords}
          onChange={(sourceAttribute) => change({ sourceAttribute })}
        />
        <Choice
          label="Sign-in protocol"
          hint="Foundry: Control Panel, Authentication, the provider. Above 150 groups in SAML and 200 in OpenID Connect, Entra leaves the list out."
          value={draft.protocol}
          words={protocolWords}
          onChange={(protocol) => change({ protocol })}
        />
        <Choice
          label="Import user groups from the identity provider"
          hint="Foundry: Control Panel, Authentication, the provider, attribute mapping. On: a login brings lost groups back until the next provisioning update."
          value={draft.importUserGroups}
          words={importWords}
          onChange={(importUserGroups) => change({ importUserGroups })}
        />
        <Checkbox
          className={styles.whole}
          label="The claim has a filter (the same page: Advanced options, Filter groups)"
          checked={filter !== null}
          onChange={(_, data) => change({ filter: data.checked === true ? { attribute: 'display-name', match: 'prefix', value: '' } : null })}
        />
        {filter === null ? null : (
          <div className={styles.filter}>
            <Choice
              label="Attribute to match"
              value={filter.attribute}
              words={filterAttributeWords}
              onChange={(attribute) => change({ filter: { ...filter, attribute } })}
            />
            <Choice label="Match with" value={filter.match} words={filterMatchWords} onChange={(match) => change({ filter: { ...filter, match } })} />
            <Field label="Text" required>
              <Input dir="auto" maxLength={256} value={filter.value} onChange={(_, data) => change({ filter: { ...filter, value: data.value } })} />
            </Field>
          </div>
        )}
      </div>
      <div className={styles.bar}>
        <Button
          appearance="primary"
          disabledFocusable={keeping || incomplete}
          onClick={() => {
            setKeeping(true);
            void onKeep(draft).finally(() => setKeeping(false));
          }}
        >
          Keep and count again
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </>
  );
}
