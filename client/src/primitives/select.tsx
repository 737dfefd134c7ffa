import { Select as Base } from '@base-ui/react/select';
import { Icon } from './icon.tsx';
import styles from './menu.module.css';

export interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
  readonly id?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** One of a few, in a form. */
export function Select<Value extends string>({ label, value, options, onChoose, id, disabled = false }: SelectProps<Value>) {
  return (
    <Base.Root
      items={options}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onChoose(next);
      }}
    >
      <Base.Trigger className={styles.selectTrigger} aria-label={label} id={id}>
        <Base.Value />
        <Base.Icon className={styles.chevron}>
          <Icon name="down" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={styles.popup}>
            <Base.List className={styles.list}>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={styles.item}>
                  <Base.ItemText className={styles.label}>{option.label}</Base.ItemText>
                  <span className={styles.tick}>
                    <Base.ItemIndicator>
                      <Icon name="check" />
                    </Base.ItemIndicator>
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
