// Name, identity provider, production label.
import { Field, Input, Radio, RadioGroup, Switch } from '@fluentui/react-components';
import type { Idp } from '../../../contract/common.ts';
import { Panel } from '../../components/panel.tsx';
import { idpWords } from '../../words/labels.ts';
import { AdviceLines } from './advice-line.tsx';
import type { FieldsProps } from './connection-form.tsx';
import { useFormStyles } from './form-styles.ts';

const idps: readonly Idp[] = ['entra', 'okta', 'other'];

export function FieldsBasic({ draft, change, advice }: FieldsProps) {
  const styles = useFormStyles();
  return (
    <Panel title="Name and identity provider">
      <div className={styles.grid}>
        <div>
          <Field label="Name" required hint="How you will know it, such as “Foundry staging”.">
            <Input value={draft.name} maxLength={80} onChange={(_, data) => change({ name: data.value })} />
          </Field>
          <AdviceLines advice={advice} field="name" onTake={(name) => change({ name })} />
        </div>
        <Field label="Identity provider">
          <RadioGroup
            className={styles.flush}
            value={draft.idp}
            onChange={(_, data) => change({ idp: idps.find((idp) => idp === data.value) ?? 'other' })}
          >
            {idps.map((idp) => (
              <Radio key={idp} value={idp} label={idpWords[idp]} />
            ))}
          </RadioGroup>
        </Field>
        <Field
          className={styles.whole}
          hint="Production is read-only: a test sync needs an unlock for some minutes, with a reason, and leaves a receipt."
        >
          <Switch
            className={styles.flush}
            label="This is production"
            checked={draft.production}
            onChange={(_, data) => change({ production: data.checked })}
          />
        </Field>
      </div>
    </Panel>
  );
}
