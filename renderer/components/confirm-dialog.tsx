// Asks once before something that cannot be taken back; says what will be gone.
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({ confirm: { maxWidth: 'none', flexShrink: 0 } });

interface ConfirmDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly ready?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function ConfirmDialog({ title, confirm, ready = true, onConfirm, onClose, children }: ConfirmDialogProps) {
  const styles = useStyles();
  return (
    <Dialog
      open
      modalType="alert"
      onOpenChange={(_, data) => {
        if (!data.open) onClose();
      }}
    >
      <DialogSurface style={{ maxWidth: '520px' }}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions fluid>
            <Button onClick={onClose}>Cancel</Button>
            <Button appearance="primary" className={styles.confirm} disabled={!ready} onClick={onConfirm}>
              {confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
