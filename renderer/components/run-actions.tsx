// What can be done with an ended run: write it to a file in one of five forms.
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import type { ReportFormat } from '../../contract/runs.ts';
import { useSteward } from '../state/context.ts';
import { ArrowExportRegular } from './icons.ts';

const formats = [
  { format: 'html', title: 'HTML page', text: 'to read and to print' },
  { format: 'markdown', title: 'Markdown', text: 'for a ticket' },
  { format: 'json', title: 'JSON', text: 'for a script' },
  { format: 'junit', title: 'JUnit XML', text: 'for a build server' },
  { format: 'har', title: 'HAR', text: 'every request, for network tools' },
] as const satisfies readonly { format: ReportFormat; title: string; text: string }[];

export function RunActions({ id }: { readonly id: string }) {
  const exportRun = useSteward((state) => state.exportRun);
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ArrowExportRegular />}>Export</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {formats.map(({ format, title, text }) => (
            <MenuItem key={format} secondaryContent={text} onClick={() => void exportRun(id, format)}>
              {title}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
