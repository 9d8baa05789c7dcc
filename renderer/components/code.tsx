// Text from the wire: JSON indented and coloured, everything else as it came. Always text, never markup.
import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { KeptBody } from '../../contract/common.ts';
import { bytes } from '../words/format.ts';
import { jsonPieces, type Piece, prettyJson } from '../words/pretty-json.ts';
import { CopyButton } from './copy-button.tsx';

const useStyles = makeStyles({
  box: { position: 'relative', display: 'flex', flexDirection: 'column', rowGap: '4px', minWidth: 0 },
  head: { display: 'flex', alignItems: 'center', columnGap: '8px', minHeight: '24px' },
  label: { color: tokens.colorNeutralForeground3, flexGrow: 1 },
  scroll: {
    maxHeight: '340px',
    overflow: 'auto',
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  code: {
    margin: 0,
    padding: '12px 14px',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    tabSize: 2,
  },
  key: { color: tokens.colorBrandForeground1 },
  string: { color: tokens.colorPaletteGreenForeground1 },
  number: { color: tokens.colorPaletteDarkOrangeForeground1 },
  word: { color: tokens.colorPaletteBerryForeground1 },
  plain: {},
});

/** A block of text of the wire with its size and a copy button. */
export function Code({ label, text, aside }: { readonly label: string; readonly text: string; readonly aside?: string }) {
  const styles = useStyles();
  const pieces = useMemo<readonly (Piece & { readonly at: number })[]>(() => {
    const pretty = prettyJson(text);
    const cut: readonly Piece[] = pretty === undefined ? [{ kind: 'plain', text }] : jsonPieces(pretty);
    let at = 0;
    return cut.map((piece) => {
      const placed = { ...piece, at };
      at += piece.text.length;
      return placed;
    });
  }, [text]);
  return (
    <div className={styles.box}>
      <div className={styles.head}>
        <Caption1 className={styles.label}>
          {label}
          {aside === undefined ? '' : ` · ${aside}`}
        </Caption1>
        <CopyButton label="Copy" text={() => text} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling block must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={label}>
        <pre className={styles.code}>
          {pieces.map((piece) => (
            <span key={piece.at} className={mergeClasses(styles[piece.kind])}>
              {piece.text}
            </span>
          ))}
        </pre>
      </section>
    </div>
  );
}

/** A body as kept: says when it was cut and when there was none. */
export function Body({ label, body }: { readonly label: string; readonly body: KeptBody | null }) {
  const styles = useStyles();
  if (body === null || body.text === '') return <Caption1 className={styles.label}>{label}: empty</Caption1>;
  return <Code label={label} text={body.text} aside={body.truncated ? `${bytes(body.bytes)}, beginning only` : bytes(body.bytes)} />;
}
