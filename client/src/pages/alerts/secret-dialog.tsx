import { Button } from '../../primitives/button.tsx';
import { CopyButton } from '../../primitives/copy.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import styles from './alerts.module.css';

/** The secret of a new webhook, the only time that it is shown. */
export function SecretDialog({ name, secret, onClose }: { readonly name: string; readonly secret: string; readonly onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Secret of ${name}`}
      says="Each request is signed with it, so that the receiver knows who has sent it. It is shown this once: keep it there."
      actions={
        <>
          <CopyButton text={secret} />
          <Button tone="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <p className={styles.secret}>{secret}</p>
    </Dialog>
  );
}
