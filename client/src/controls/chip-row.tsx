import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../primitives/button.tsx';
import { Menu, MenuItem } from '../primitives/menu.tsx';
import styles from './controls.module.css';

/** One filter's place in the row. */
export interface Chip<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly isSet: boolean;
  /** In sight even when it is not set; the others come with `+ filter`. */
  readonly isAlways: boolean;
  readonly draw: (startsOpen: boolean) => ReactNode;
}

export interface ChipRowProps<Key extends string> {
  readonly chips: readonly Chip<Key>[];
  readonly onClear: () => void;
  /** After the chips: what they don't say. */
  readonly note?: ReactNode;
}

/** What narrows the page, one chip each. */
export function ChipRow<Key extends string>({ chips, onClear, note }: ChipRowProps<Key>) {
  const [added, setAdded] = useState<readonly Key[]>([]);
  const shown = chips.filter(({ key, isSet, isAlways }) => isAlways || isSet || added.includes(key));
  const hidden = chips.filter((chip) => !shown.includes(chip));
  return (
    <div className={styles.filters} role="group" aria-label="Filters">
      {shown.map(({ key, isSet, draw }) => (
        <Fragment key={key}>{draw(added.at(-1) === key && !isSet)}</Fragment>
      ))}
      {hidden.length > 0 && (
        <Menu
          align="start"
          trigger={
            <button type="button" className={styles.chip}>
              + filter
            </button>
          }
        >
          {hidden.map(({ key, label }) => (
            <MenuItem key={key} onChoose={() => setAdded([...added, key])}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      )}
      {note}
      {chips.some(({ isSet }) => isSet) && (
        <span className={styles.clear}>
          <Button tone="bare" onClick={onClear}>
            Clear filters
          </Button>
        </span>
      )}
    </div>
  );
}
