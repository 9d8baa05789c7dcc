// Copies a text and says so. Falls back to the selection way where the clipboard permission is refused.
import { Button, type ButtonProps } from '@fluentui/react-components';
import { useState } from 'react';
import { useSteward } from '../state/context.ts';
import { CheckmarkRegular, CopyRegular } from './icons.ts';

async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.setAttribute('aria-hidden', 'true');
    field.style.position = 'fixed';
    field.style.opacity = '0';
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}

interface CopyButtonProps {
  readonly label: string;
  /** Made when the button is pressed. */
  readonly text: () => string;
  readonly appearance?: NonNullable<ButtonProps['appearance']>;
}

export function CopyButton({ label, text, appearance = 'subtle' }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const announce = useSteward((state) => state.announce);
  return (
    <Button
      size="small"
      appearance={appearance}
      icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
      onClick={() => {
        void copyText(text()).then(() => {
          setCopied(true);
          announce('Copied');
        });
      }}
      onBlur={() => setCopied(false)}
    >
      {copied ? 'Copied' : label}
    </Button>
  );
}
