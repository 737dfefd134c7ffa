import { Autocomplete } from '@base-ui/react/autocomplete';
import { useState } from 'react';
import fieldStyles from './field.module.css';
import styles from './menu.module.css';

export interface SearchOption {
  readonly value: string;
  readonly label: string;
  /** What tells it from others of the name: a key. */
  readonly note?: string;
}

export interface SearchSelectProps {
  readonly label: string;
  readonly options: readonly SearchOption[];
  readonly placeholder: string;
  /** Called with what was chosen; what was typed is gone then. */
  readonly onChoose: (value: string) => void;
  readonly id?: string | undefined;
  /** What it says where nothing matches. */
  readonly none?: string;
}

const holds = ({ label, note = '' }: SearchOption, typed: string): boolean =>
  `${label} ${note}`.toLowerCase().includes(typed.trim().toLowerCase());

/** One of many, found by typing a part of its name. */
export function SearchSelect({ label, options, placeholder, onChoose, id, none = 'Nothing matches.' }: SearchSelectProps) {
  const [typed, setTyped] = useState('');
  return (
    <Autocomplete.Root
      items={options}
      value={typed}
      // What was chosen is given to `onChoose`; the field is empty for the next one.
      onValueChange={(value, { reason }) => setTyped(reason === 'item-press' ? '' : value)}
      filter={holds}
      itemToStringValue={(option: SearchOption) => option.label}
      autoHighlight
      openOnInputClick
    >
      <Autocomplete.Input className={fieldStyles.input} aria-label={label} placeholder={placeholder} id={id} />
      <Autocomplete.Portal>
        <Autocomplete.Positioner className={styles.positioner} sideOffset={4}>
          <Autocomplete.Popup className={styles.popup}>
            <Autocomplete.Empty className={styles.empty}>{none}</Autocomplete.Empty>
            <Autocomplete.List className={styles.list}>
              {(option: SearchOption) => (
                <Autocomplete.Item
                  key={option.value}
                  value={option}
                  className={styles.item}
                  onClick={() => {
                    onChoose(option.value);
                    setTyped('');
                  }}
                >
                  <span className={styles.label}>{option.label}</span>
                  {option.note !== undefined && <span className={styles.note}>{option.note}</span>}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}
