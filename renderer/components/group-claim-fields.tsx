// What a login sends of groups, as fields: shared by the rooms that ask for it. Every field says where its answer stands in Entra or in
// Foundry; “Not known” is always an answer. The parent lays them out in its own grid.
import { Checkbox, Field, Input, makeStyles } from '@fluentui/react-components';
import type { GroupClaim } from '../../contract/claims.ts';
import { filterAttributeWords, filterMatchWords, importWords, modeWords, protocolWords, sourceAttributeWords } from '../words/nested.ts';
import { Choice } from './choice.tsx';

const useStyles = makeStyles({
  filter: {
    gridColumnStart: 1,
    gridColumnEnd: -1,
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: '16px 24px',
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  whole: { gridColumnStart: 1, gridColumnEnd: -1, marginLeft: '-8px' },
});

const claimPage = 'Entra: Enterprise applications, the sign-in app, Single sign-on, Attributes & Claims';

interface GroupClaimFieldsProps {
  readonly claim: GroupClaim;
  readonly onChange: (part: Partial<GroupClaim>) => void;
}

export function GroupClaimFields({ claim, onChange }: GroupClaimFieldsProps) {
  const styles = useStyles();
  const { filter } = claim;
  return (
    <>
      <Choice
        label="Groups that are sent"
        hint={`${claimPage}, the groups claim: “Which groups associated with the user should be returned in the claim?”`}
        value={claim.mode}
        words={modeWords}
        onChange={(mode) => onChange({ mode })}
      />
      <Choice
        label="Sent as"
        hint="The same page: Source attribute. In Foundry the displayName and externalId of a group must both be this value."
        value={claim.sourceAttribute}
        words={sourceAttributeWords}
        onChange={(sourceAttribute) => onChange({ sourceAttribute })}
      />
      <Choice
        label="Sign-in protocol"
        hint="Foundry: Control Panel, Authentication, the provider. Above 150 groups in SAML and 200 in OpenID Connect, Entra leaves the list out."
        value={claim.protocol}
        words={protocolWords}
        onChange={(protocol) => onChange({ protocol })}
      />
      <Choice
        label="Import user groups from the identity provider"
        hint="Foundry: Control Panel, Authentication, the provider, attribute mapping. On: a login brings lost groups back until the next provisioning update."
        value={claim.importUserGroups}
        words={importWords}
        onChange={(importUserGroups) => onChange({ importUserGroups })}
      />
      <Checkbox
        className={styles.whole}
        label="The claim has a filter (the same page: Advanced options, Filter groups)"
        checked={filter !== null}
        onChange={(_, data) => onChange({ filter: data.checked === true ? { attribute: 'display-name', match: 'prefix', value: '' } : null })}
      />
      {filter === null ? null : (
        <div className={styles.filter}>
          <Choice
            label="Attribute to match"
            value={filter.attribute}
            words={filterAttributeWords}
            onChange={(attribute) => onChange({ filter: { ...filter, attribute } })}
          />
          <Choice label="Match with" value={filter.match} words={filterMatchWords} onChange={(match) => onChange({ filter: { ...filter, match } })} />
          <Field label="Text" required>
            <Input dir="auto" maxLength={256} value={filter.value} onChange={(_, data) => onChange({ filter: { ...filter, value: data.value } })} />
          </Field>
        </div>
      )}
    </>
  );
}
