// A button without a look of its own, to be spread into styles: keeps the focus ring and the text colour.
import { type GriffelStyle, tokens } from '@fluentui/react-components';

export const rawButton = {
  appearance: 'none',
  boxSizing: 'border-box',
  margin: 0,
  border: 'none',
  backgroundColor: 'transparent',
  color: 'inherit',
  fontFamily: 'inherit',
  fontSize: 'inherit',
  lineHeight: 'inherit',
  textAlign: 'left',
  cursor: 'pointer',
  ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
} satisfies GriffelStyle;
