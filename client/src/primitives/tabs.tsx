import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

export interface TabsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    /** How many there are; left out at 0. */ readonly count?: number;
  }[];
  readonly onChoose: (value: Value) => void;
  /** What the chosen tab shows. */
  readonly children: ReactNode;
}

/** A few sides of one thing, one in sight; the arrow keys move between their names. */
export function Tabs<Value extends string>({ label, value, options, onChoose, children }: TabsProps<Value>) {
  return (
    <Base.Root className={styles.tabs} value={value} onValueChange={(next: Value) => onChoose(next)}>
      <Base.List className={styles.list} aria-label={label}>
        {options.map((option) => (
          <Base.Tab key={option.value} value={option.value} className={styles.tab}>
            {option.label}
            {option.count !== undefined && option.count > 0 && <span className={styles.count}> {option.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel value={value} className={styles.panel} tabIndex={-1}>
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
