// The ways to a mapping: a file, text from the clipboard, Entra itself, or rows typed in. Each ends with a mapping for whoever asked.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import { ArrowDownloadRegular, ClipboardPasteRegular, EditRegular, FolderOpenRegular } from '../../components/icons.ts';
import { useSteward } from '../../state/context.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', justifyContent: 'inherit' },
  surface: { maxWidth: '640px' },
  mono: { fontFamily: 'monospace' },
});

function PasteDialog({ onMapping, onClose }: { readonly onMapping: (mapping: Mapping) => void; readonly onClose: () => void }) {
  const styles = useStyles();
  const read = useSteward((state) => state.readMappingText);
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState('');
  const take = async () => {
    const reply = await read(text);
    if (!reply.ok) {
      setTrouble(reply.error.message);
      return;
    }
    onMapping(reply.value);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(_, data) => {
        if (!data.open) onClose();
      }}
    >
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>Paste a mapping</DialogTitle>
          <DialogContent>
            <Field
              label="Entra’s schema, or one of Okta’s mappings, as JSON"
              hint="Entra: Provisioning, Mappings, Show advanced options, Review your schema here. Okta: GET /api/v1/mappings/{id}."
              {...(trouble === '' ? {} : { validationState: 'error', validationMessage: trouble })}
            >
              <Textarea
                value={text}
                rows={12}
                resize="vertical"
                textarea={{ spellCheck: false, className: styles.mono }}
                onChange={(_, data) => {
                  setText(data.value);
                  setTrouble('');
                }}
              />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button appearance="primary" disabledFocusable={text.trim() === ''} onClick={() => void take()}>
              Read it
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

interface MappingWaysProps {
  readonly connection: Connection;
  readonly onMapping: (mapping: Mapping) => void;
  /** Opens the rows to type into. */
  readonly onType: () => void;
  /** What that is called. */
  readonly type: string;
  /** `without Entra`: for a mapping that is not saved there yet. */
  readonly live?: 'with Entra' | 'without Entra';
}

export function MappingWays({ connection, onMapping, onType, type, live = 'with Entra' }: MappingWaysProps) {
  const styles = useStyles();
  const choose = useSteward((state) => state.chooseMappingFile);
  const fetchLive = useSteward((state) => state.fetchMapping);
  const [state, setState] = useState<'idle' | 'reading' | 'pasting'>('idle');
  const begin = async (read: () => Promise<Mapping | undefined>) => {
    setState('reading');
    const mapping = await read();
    setState('idle');
    if (mapping !== undefined) onMapping(mapping);
  };
  const reading = state === 'reading';
  return (
    <div className={styles.bar}>
      <Button icon={<FolderOpenRegular />} disabledFocusable={reading} onClick={() => void begin(choose)}>
        Choose a file
      </Button>
      <Button icon={<ClipboardPasteRegular />} disabledFocusable={reading} onClick={() => setState('pasting')}>
        Paste it
      </Button>
      {live === 'with Entra' ? (
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={reading} onClick={() => void begin(() => fetchLive(connection.id))}>
          {reading ? 'Reading' : connection.idp === 'okta' ? 'Read from Okta' : 'Read from Entra'}
        </Button>
      ) : null}
      <Button icon={<EditRegular />} disabledFocusable={reading} onClick={onType}>
        {type}
      </Button>
      {state === 'pasting' ? <PasteDialog onMapping={onMapping} onClose={() => setState('idle')} /> : null}
    </div>
  );
}
