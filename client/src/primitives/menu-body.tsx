import { Menu as Base } from '@base-ui/react/menu';
import { useRef, useState } from 'react';
import { useOpenAtOnce } from './deferred.tsx';
import { Icon } from './icon.tsx';
import type { MenuChoiceProps, MenuItemProps, MenuProps, MenuSwitchProps } from './menu.tsx';
import styles from './menu.module.css';

/** A menu that opens as soon as it is there (menu.tsx). */
export function MenuBody({ trigger, children, align = 'end' }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useOpenAtOnce(
    () => button.current,
    () => setOpen(true),
  );
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen}>
      <Base.Trigger ref={button} render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} align={align} sideOffset={4}>
          <Base.Popup className={styles.popup}>
            <div className={styles.list}>{children}</div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({ onChoose, icon, tone = 'plain', disabled = false, children }: MenuItemProps) {
  return (
    <Base.Item className={styles.item} data-tone={tone} onClick={onChoose} disabled={disabled}>
      {icon !== undefined && <Icon name={icon} />}
      <span className={styles.label}>{children}</span>
    </Base.Item>
  );
}

/** One of a few, inside a menu; the menu stays open. */
export function MenuChoice<Value extends string>({ label, value, options, onChoose }: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: Value) => onChoose(next)} aria-label={label}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} className={styles.item} value={option.value} closeOnClick>
          {option.icon !== undefined && <Icon name={option.icon} />}
          <span className={styles.label}>{option.label}</span>
          <span className={styles.tick}>
            <Base.RadioItemIndicator>
              <Icon name="check" />
            </Base.RadioItemIndicator>
          </span>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

/** Something that is on or off, inside a menu; the menu stays open. */
export function MenuSwitch({ isOn, onChange, children }: MenuSwitchProps) {
  return (
    <Base.CheckboxItem className={styles.item} checked={isOn} onCheckedChange={onChange} closeOnClick={false}>
      <span className={styles.label}>{children}</span>
      <span className={styles.tick}>
        <Base.CheckboxItemIndicator>
          <Icon name="check" />
        </Base.CheckboxItemIndicator>
      </span>
    </Base.CheckboxItem>
  );
}

export function MenuSeparator() {
  return <Base.Separator className={styles.separator} />;
}
