import { Popover as Base } from '@base-ui/react/popover';
import { useRef, useState } from 'react';
import { useOpenAtOnce } from './deferred.tsx';
import type { PopoverProps } from './popover.tsx';
import styles from './popover.module.css';

/** A popover that opens as soon as it is there (popover.tsx). */
export function PopoverBody({ trigger, title, children, open, onOpenChange, align = 'end' }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const change = (next: boolean): void => {
    setOpen(next);
    onOpenChange?.(next);
  };
  useOpenAtOnce(
    () => button.current,
    () => change(true),
  );
  return (
    <Base.Root open={open ?? isOpen} onOpenChange={change}>
      <Base.Trigger ref={button} render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} align={align} sideOffset={6} collisionPadding={12}>
          <Base.Popup className={styles.popup}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
