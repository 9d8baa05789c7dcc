// The sign-in side and the settings beside the schema, as the administrator states them. What is left unknown is not judged.
import { Field, Input, makeStyles } from '@fluentui/react-components';
import type { GroupClaim } from '../../../contract/claims.ts';
import type { Mapping, SignOn } from '../../../contract/mapping.ts';
import { Choice } from '../../components/choice.tsx';
import { Panel } from '../../components/panel.tsx';
import { claimModeWords, groupValueWords, importGroupsWords, scimAppWords, signOnProtocolWords } from '../../words/mapping.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '20px 24px',
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

interface SignOnPanelProps {
  readonly signOn: SignOn;
  readonly onChange: (signOn: SignOn) => void;
}

export function SignOnPanel({ signOn, onChange }: SignOnPanelProps) {
  const styles = useStyles();
  const groups = (part: Partial<GroupClaim>) => onChange({ ...signOn, groups: { ...signOn.groups, ...part } });
  return (
    <Panel
      title="How people sign in"
      text="What is left empty or not known is not judged. Values stand as the portal writes them: user.objectid, employeeId, NameID."
    >
      <div className={styles.grid}>
        <Field
          label="Provider ID is made from"
          hint="Foundry: Control Panel, Authentication, your provider, attribute mapping, ID. Then the source of that claim in the identity provider."
        >
          <Input
            value={signOn.providerId}
            maxLength={20_000}
            placeholder="user.objectid"
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => onChange({ ...signOn, providerId: data.value })}
          />
        </Field>
        <Field label="Username is made from" hint="The same attribute mapping, Username. In Entra: Single sign-on, Attributes & Claims.">
          <Input
            value={signOn.userName}
            maxLength={20_000}
            placeholder="user.userprincipalname"
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => onChange({ ...signOn, userName: data.value })}
          />
        </Field>
        <Choice
          label="Groups in the claim"
          hint="Entra: Single sign-on, Attributes & Claims, Group Claims."
          value={signOn.groups.mode}
          words={claimModeWords}
          onChange={(mode) => groups({ mode })}
        />
        <Choice
          label="Value of a group"
          hint="On the same page, Source attribute."
          value={signOn.groups.sourceAttribute}
          words={groupValueWords}
          onChange={(sourceAttribute) => groups({ sourceAttribute })}
        />
        <Choice
          label="Sign-in protocol"
          hint="Foundry: Control Panel, Authentication, kind of the provider."
          value={signOn.groups.protocol}
          words={signOnProtocolWords}
          onChange={(protocol) => groups({ protocol })}
        />
        <Choice
          label="Import user groups at sign-in"
          hint="Foundry: attribute mapping, “Import user groups from the identity provider”."
          value={signOn.groups.importUserGroups}
          words={importGroupsWords}
          onChange={(importUserGroups) => groups({ importUserGroups })}
        />
        <Choice
          label="App that provisions"
          hint="How the enterprise app was made. A gallery app of Palantir’s has no SCIM."
          value={signOn.scimApp}
          words={scimAppWords}
          onChange={(scimApp) => onChange({ ...signOn, scimApp })}
        />
      </div>
    </Panel>
  );
}

const skipWords = { unknown: 'Not known', off: 'Off: who leaves the scope is disabled', on: 'On: who leaves the scope is left alone' } as const;

interface BesideSchemaProps {
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

export function BesideSchema({ mapping, onChange }: BesideSchemaProps) {
  const styles = useStyles();
  const skip = mapping.skipOutOfScopeDeletions;
  return (
    <div className={styles.grid}>
      <Field label="Tenant URL" hint="Entra: Provisioning, Admin credentials. With its flag, without the secret.">
        <Input
          value={mapping.tenantUrl ?? ''}
          maxLength={2_000}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, data) => onChange({ ...mapping, tenantUrl: data.value === '' ? null : data.value })}
        />
      </Field>
      <Choice
        label="SkipOutOfScopeDeletions"
        hint="Set by Microsoft Graph alone, on the job’s secrets; off unless somebody switched it on."
        value={skip === null ? 'unknown' : skip ? 'on' : 'off'}
        words={skipWords}
        onChange={(next) => onChange({ ...mapping, skipOutOfScopeDeletions: next === 'unknown' ? null : next === 'on' })}
      />
    </div>
  );
}
