import type { ReactNode } from 'react';
import { Button } from '../../primitives/button.tsx';
import { CopyButton } from '../../primitives/copy.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import styles from './members.module.css';

export interface LinkDialogProps {
  /** As the server gives it; one that does not know its own address gives the path alone. */
  readonly link: string;
  /** Whom the link admits, how often and how long. */
  readonly says: ReactNode;
  readonly onClose: () => void;
}

/** A link that admits a person, shown this once for the reader to hand over. */
export function LinkDialog({ link, says, onClose }: LinkDialogProps) {
  const address = new URL(link, window.location.origin).href;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Hand this link over"
      says={says}
      actions={
        <Button tone="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <div className={styles.link} role="status">
        <code className="mono">{address}</code>
        <CopyButton text={address} label="Copy link" />
      </div>
    </Dialog>
  );
}
