import { Dialog } from '@base-ui/react/dialog';
import { useFrame } from './frame.ts';
import styles from './page.module.css';

/** The pages as a sheet over the page, on a phone. */
export default function NavigationSheet({ onClose }: { readonly onClose: () => void }) {
  const { navigation } = useFrame();
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.sheetBackdrop} />
        <Dialog.Popup className={styles.sheet} aria-label="Pages">
          {navigation(onClose)}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
