import { useState } from 'react';
import { ClosedTrigger, deferred, useDeferred } from '../primitives/deferred.tsx';
import { Icon } from '../primitives/icon.tsx';
import styles from './controls.module.css';
import type { FilterDefinition } from './filter-definitions.ts';

const list = deferred(() => import('./filter-list.tsx'));
const near = () => void list.ask().catch(() => {}); // the press says that it failed

export interface FilterChipProps<Held> {
  readonly definition: FilterDefinition<Held, string>;
  readonly view: Held;
  readonly onChange: (change: Partial<Held>) => void;
  /** Just added: its list opens by itself. */
  readonly startsOpen?: boolean | undefined;
  /** How a value is named that is not in the list; itself by default. */
  readonly labelOf?: ((value: string) => string) | undefined;
  /** Why the list could not be had. */
  readonly failure?: string | null | undefined;
  readonly onOpen?: ((isOpen: boolean) => void) | undefined;
  /** What the reader looks for in the list. */
  readonly onTyped?: ((text: string) => void) | undefined;
  /** How many values there are, listed or not. */
  readonly total?: number | undefined;
}

/** One filter: what it is, what it is set to or leaves out, its list with counts, and a cross that clears it. */
export function FilterChip<Held>(props: FilterChipProps<Held>) {
  const { definition, view, onChange, startsOpen = false, labelOf, failure = null, onOpen, onTyped, total } = props;
  const { not } = definition;
  const included = definition.read(view);
  const excluded = not?.read(view) ?? [];
  const [leavesOut, setLeavesOut] = useState(included.length === 0 && excluded.length > 0);
  const isNot = not !== undefined && (included.length === 0 && excluded.length > 0 ? true : included.length > 0 ? false : leavesOut);
  const chosen = isNot ? excluded : included;
  const isSet = included.length > 0 || excluded.length > 0;
  const set = (values: readonly string[]) => onChange(isNot ? not.write(values) : definition.write(values));
  const toggle = (value: string, isOn: boolean) => {
    const rest = chosen.filter((one) => one !== value);
    set(isOn ? (definition.isMany || isNot ? [...rest, value] : [value]) : rest);
  };
  /** What was included is left out, or the other way round. */
  const turn = (toNot: boolean) => {
    setLeavesOut(toNot);
    if (not !== undefined && isSet)
      onChange(
        toNot
          ? { ...definition.write([]), ...not.write([...new Set([...excluded, ...included])]) }
          : { ...not.write([]), ...definition.write(definition.isMany ? [...new Set([...included, ...excluded])] : excluded.slice(0, 1)) },
      );
  };
  const nameOf = (value: string) => definition.options?.find((option) => option.value === value)?.label ?? labelOf?.(value) ?? value;
  const trigger = (
    <button type="button" className={styles.chipButton}>
      <b>{definition.label}</b>{' '}
      {isSet ? (
        <>
          {included.length > 0 && <>is {chosenWords(included.map(nameOf))}</>}
          {included.length > 0 && excluded.length > 0 && ', '}
          {excluded.length > 0 && <>is not {chosenWords(excluded.map(nameOf))}</>}
        </>
      ) : (
        'any'
      )}
    </button>
  );
  const [isWanted, setWanted] = useState(startsOpen);
  const module = useDeferred(list, isWanted);
  return (
    <span className={styles.chip} data-set={isSet || undefined}>
      {module === null ? (
        <ClosedTrigger trigger={trigger} opens="menu" onNear={near} onOpen={() => setWanted(true)} />
      ) : (
        <module.FilterList
          trigger={trigger}
          definition={definition}
          chosen={chosen}
          isNot={isNot}
          nameOf={nameOf}
          failure={failure}
          total={total}
          onToggle={toggle}
          onTurn={turn}
          onOpen={onOpen}
          onTyped={onTyped}
        />
      )}
      {isSet && (
        <button
          type="button"
          className={styles.chipClear}
          aria-label={`Clear ${definition.label.toLowerCase()}`}
          onClick={() => onChange({ ...definition.write([]), ...not?.write([]) })}
        >
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}

/** `a, b`, or `a and 3 more` where it would get long. */
function chosenWords(labels: readonly string[]): string {
  if (labels.length <= 2) return labels.join(', ');
  return `${labels[0] ?? ''} and ${labels.length - 1} more`;
}
