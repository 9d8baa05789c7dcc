// The sign-in side and the settings beside the schema, as the administrator states them. What is left unknown is not judged.
import { Field, Input, makeStyles } from '@fluentui/react-components';
import type { Mapping, SignOn } from '../../../contract/mapping.ts';
import { Choice } from '../../components/choice.tsx';
import { GroupClaimFields } from '../../components/group-claim-fields.tsx';
import { Panel } from '../../components/panel.tsx';
import { scimAppWords } from '../../words/mapping.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '20px 24px',
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  three: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
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
        <GroupClaimFields claim={signOn.groups} onChange={(part) => onChange({ ...signOn, groups: { ...signOn.groups, ...part } })} />
      </div>
    </Panel>
  );
}

const skipWords = { unknown: 'Not known', off: 'Off: out of scope is disabled', on: 'On: out of scope is left alone' } as const;

interface BesideSchemaProps {
  readonly mapping: Mapping;
  readonly scimApp: SignOn['scimApp'];
  readonly onChange: (mapping: Mapping) => void;
  readonly onApp: (scimApp: SignOn['scimApp']) => void;
}

/** What the identity provider keeps beside the schema and its file leaves out. */
export function BesideSchema({ mapping, scimApp, onChange, onApp }: BesideSchemaProps) {
  const styles = useStyles();
  const skip = mapping.skipOutOfScopeDeletions;
  return (
    <div className={styles.three}>
      <Choice
        label="App that provisions"
        hint="How the enterprise app was made. A gallery app of Palantir’s has no SCIM."
        value={scimApp}
        words={scimAppWords}
        onChange={onApp}
      />
      {mapping.provider === 'okta' ? null : (
        <>
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
        </>
      )}
    </div>
  );
}
