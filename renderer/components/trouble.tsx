// What stands in the place of something that could not be read: why, in main's words, and the way to try again.

import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { sentence } from '../words/format.ts';

interface TroubleProps {
  readonly title: string;
  readonly text: string;
  readonly onAgain: () => void;
}

export function Trouble({ title, text, onAgain }: TroubleProps) {
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{sentence(title)}</MessageBarTitle> {text}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onAgain}>Try again</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
