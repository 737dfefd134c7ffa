import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import styles from './menu.module.css';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end' | undefined;
}

/** A list of actions under a button. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
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

export interface MenuItemProps {
  readonly onChoose: () => void;
  readonly icon?: IconName | undefined;
  readonly tone?: 'plain' | 'bad' | undefined;
  readonly disabled?: boolean | undefined;
  readonly children: ReactNode;
}

export function MenuItem({ onChoose, icon, tone = 'plain', disabled = false, children }: MenuItemProps) {
  return (
    <Base.Item className={styles.item} data-tone={tone} onClick={onChoose} disabled={disabled}>
      {icon !== undefined && <Icon name={icon} />}
      <span className={styles.label}>{children}</span>
    </Base.Item>
  );
}

export interface MenuChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: IconName }[];
  readonly onChoose: (value: Value) => void;
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
export function MenuSwitch({
  isOn,
  onChange,
  children,
}: {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}) {
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
