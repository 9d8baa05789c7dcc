// The four values of Control Panel in one paste, taken apart by main. The pasted text is emptied at once: it holds the secret.
import { Button, Caption1, Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ParsedPaste } from '../../../contract/connections.ts';
import { ClipboardPasteRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';

const useStyles = makeStyles({
  mono: { fontFamily: tokens.fontFamilyMonospace },
  row: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function PasteBox({ onParsed }: { readonly onParsed: (paste: ParsedPaste) => void }) {
  const styles = useStyles();
  const parse = useSteward((state) => state.parsePaste);
  const [text, setText] = useState('');
  const [said, setSaid] = useState<readonly string[]>([]);
  const take = async (pasted: string) => {
    if (pasted.trim() === '') return;
    const parsed = await parse(pasted);
    setText('');
    if (parsed === undefined) return;
    const found = [
      parsed.scimUrl === undefined ? undefined : 'SCIM URL',
      parsed.clientId === undefined ? undefined : 'client ID',
      parsed.tokenUrl === undefined ? undefined : 'token endpoint',
      parsed.secretHandle === undefined ? undefined : 'client secret',
    ].filter((name) => name !== undefined);
    setSaid([found.length === 0 ? 'None of the four values was found in it.' : `Found: ${found.join(', ')}.`, ...parsed.notes]);
    onParsed(parsed);
  };
  return (
    <Panel
      title="Paste all four values at once"
      text="As Control Panel shows them after “Generate SCIM credentials”, in any order. Or fill the fields below one by one."
    >
      <Field label="Pasted values" hint="The text is taken apart into the fields and forgotten; the secret is kept only when you save.">
        <Textarea
          value={text}
          rows={4}
          resize="vertical"
          textarea={{ className: styles.mono, spellCheck: false, autoComplete: 'off' }}
          onChange={(_, data) => setText(data.value)}
          onPaste={(event) => {
            event.preventDefault();
            void take(event.clipboardData.getData('text'));
          }}
        />
      </Field>
      <div className={styles.row}>
        <Button icon={<ClipboardPasteRegular />} disabled={text.trim() === ''} onClick={() => void take(text)}>
          Fill in the fields
        </Button>
        <Caption1 role="status" className={styles.quiet}>
          {said.join(' ')}
        </Caption1>
      </div>
    </Panel>
  );
}
