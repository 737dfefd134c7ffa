import { Dialog as Base } from '@base-ui/react/dialog';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One or two sentences: what this does and to what. */
  readonly says?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the foot, the main one last. */
  readonly actions?: ReactNode;
  /** 460 px by default. */
  readonly wide?: boolean | undefined;
}

/**
 * A question or a form over the page; its first field has the focus. Escape and a press outside close it; focus returns to where it came
 * from.
 */
export function Dialog({ open, onClose, title, says, children, actions, wide = false }: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Base.Root
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup
            className={styles.popup}
            initialFocus={() => body.current?.querySelector<HTMLElement>('input, textarea, button') ?? true}
            data-wide={wide || undefined}
          >
            <header className={styles.head}>
              <Base.Title className={styles.title}>{title}</Base.Title>
              <Base.Close render={<IconButton icon="close" label="Close" />} />
            </header>
            {says !== undefined && (
              <Base.Description className={styles.says} render={<div />}>
                {says}
              </Base.Description>
            )}
            <div className={styles.body} ref={body}>
              {children}
            </div>
            {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
