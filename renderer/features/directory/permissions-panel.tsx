// What to ask an administrator of the identity provider for: each permission with its reason, a text to hand over, and the script.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Idp } from '../../../contract/common.ts';
import type { Permission } from '../../../contract/idp-access.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ArrowDownloadRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Panel } from '../../components/panel.tsx';
import { Tag } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import { sentence } from '../../words/format.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
    gap: '4px 24px',
    padding: '12px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)', padding: '12px 16px' },
  },
  name: { display: 'flex', flexDirection: 'column', rowGap: '2px', alignItems: 'flex-start', overflowWrap: 'anywhere' },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  quiet: { color: tokens.colorNeutralForeground3 },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px', padding: '14px 24px', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
});

function PermissionLine({ permission }: { readonly permission: Permission }) {
  const styles = useStyles();
  const { name, part, why, need, access } = permission;
  return (
    <li className={styles.item}>
      <span className={styles.name}>
        <Text className={styles.mono}>{name}</Text>
        {access === 'write' ? <Tag look="warning">Asks to write</Tag> : null}
      </span>
      <span className={styles.name}>
        <Text weight="semibold">
          {part}
          {need === 'if-wanted' ? ', only if wanted' : ''}
        </Text>
        <Text className={styles.quiet}>{sentence(why.charAt(0).toUpperCase() + why.slice(1))}</Text>
      </span>
    </li>
  );
}

export function PermissionsPanel({ idp }: { readonly idp: Idp }) {
  const styles = useStyles();
  const load = useSteward((state) => state.loadPermissions);
  const known = useSteward((state) => state.permissions);
  const saveScript = useSteward((state) => state.saveAppScript);
  useEffect(() => {
    void load();
  }, [load]);
  if (known === undefined) return <Loading what="The permissions" lines={5} />;
  const shown = known.permissions.filter((permission) => idp === 'other' || permission.idp === idp);
  return (
    <Panel title="What to ask for" edges="flush" text="Hand this to whoever may grant it. Each permission says what it is for.">
      <ul className={styles.list}>
        {shown.map((permission) => (
          <PermissionLine key={permission.name} permission={permission} />
        ))}
      </ul>
      {idp === 'okta' ? null : (
        <div className={styles.bar}>
          <Button icon={<ArrowDownloadRegular />} onClick={() => void saveScript()}>
            Save the script that registers the app
          </Button>
          <CopyButton label="Copy the request for consent" appearance="secondary" text={() => known.consentText} />
        </div>
      )}
    </Panel>
  );
}
