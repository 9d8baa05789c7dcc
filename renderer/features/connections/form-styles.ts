// The grid of the form's fields, shared by its groups.
import { makeStyles, tokens } from '@fluentui/react-components';

export const useFormStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '20px 24px',
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  whole: { gridColumnStart: 1, gridColumnEnd: -1 },
  mono: { fontFamily: tokens.fontFamilyMonospace },
  quiet: { color: tokens.colorNeutralForeground3 },
  /** Fluent insets switches and radio buttons by 8 px; here they stand under the label. */
  flush: { marginLeft: '-8px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  label: { display: 'flex', flexDirection: 'column' },
});
