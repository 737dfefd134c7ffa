import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { Icon } from '../primitives/icon.tsx';
import menu from '../primitives/menu.module.css';
import styles from './controls.module.css';
import type { FilterDefinition, FilterOption } from './filter-definitions.ts';

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
  const [open, setOpen] = useState(startsOpen);
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
  const root = (
    <Menu.Root
      open={open}
      onOpenChange={(isOpen) => {
        setOpen(isOpen);
        onOpen?.(isOpen);
      }}
    >
      <Menu.Trigger className={styles.chipButton}>
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
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={menu.positioner} align="start" sideOffset={5}>
          <Menu.Popup className={menu.popup}>
            {definition.isOpen && (
              <div className={menu.search}>
                <Menu.Input
                  aria-label={`Search ${definition.label.toLowerCase()}`}
                  placeholder="Search"
                  onInput={(event) => onTyped?.(event.currentTarget.value)}
                />
              </div>
            )}
            {failure !== null && definition.options === null && <p className={menu.empty}>{failure}</p>}
            {failure === null && (definition.options ?? []).length === 0 && chosen.length === 0 ? (
              <p className={menu.empty}>{emptyWords(definition)}</p>
            ) : (
              definition.isOpen && <Menu.Empty className={menu.empty}>{emptyWords(definition)}</Menu.Empty>
            )}
            {definition.isOpen ? <Menu.List className={menu.list}>{options()}</Menu.List> : <div className={menu.list}>{options()}</div>}
            {total !== undefined && definition.options !== null && total > definition.options.length && (
              <p className={menu.empty}>
                {definition.options.length} of {total.toLocaleString('en')}; type the beginning of one to find it.
              </p>
            )}
            {not !== undefined && (
              <div className={styles.chipNot}>
                <Menu.CheckboxItem className={menu.item} checked={isNot} onCheckedChange={turn} closeOnClick={false}>
                  <span className={`${menu.tick} ${menu.box}`} data-checked={isNot || undefined}>
                    <Menu.CheckboxItemIndicator>
                      <Icon name="check" />
                    </Menu.CheckboxItemIndicator>
                  </span>
                  <span className={menu.label}>Leave out what is chosen</span>
                </Menu.CheckboxItem>
              </div>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
  return (
    <span className={styles.chip} data-set={isSet || undefined}>
      {definition.isOpen ? <Menu.FilterProvider>{root}</Menu.FilterProvider> : root}
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

  function options() {
    // What is chosen stays in the list even where the workspace no longer offers it.
    const known: readonly FilterOption[] = definition.options ?? [];
    const gone = chosen
      .filter((value) => !known.some((option) => option.value === value))
      .map((value) => ({ value, label: nameOf(value) }));
    const isMany = definition.isMany || isNot;
    return [...gone, ...known].map((option: FilterOption) => (
      <Menu.CheckboxItem
        key={option.value}
        className={menu.item}
        label={option.label}
        closeOnClick={!isMany}
        checked={chosen.includes(option.value)}
        onCheckedChange={(isOn) => toggle(option.value, isOn)}
      >
        <span
          className={isMany ? `${menu.tick} ${menu.box}` : menu.tick}
          data-checked={(isMany && chosen.includes(option.value)) || undefined}
        >
          <Menu.CheckboxItemIndicator>
            <Icon name="check" />
          </Menu.CheckboxItemIndicator>
        </span>
        <span className={menu.label}>{option.label}</span>
        {option.count !== undefined && <span className={`${menu.note} mono`}>{option.count.toLocaleString('en')}</span>}
      </Menu.CheckboxItem>
    ));
  }
}

function emptyWords({ options, whenNone }: Pick<FilterDefinition, 'options' | 'whenNone'>): string {
  if (options === null) return 'Loading';
  return options.length === 0 ? whenNone : 'Nothing by that name.';
}

/** `a, b`, or `a and 3 more` where it would get long. */
function chosenWords(labels: readonly string[]): string {
  if (labels.length <= 2) return labels.join(', ');
  return `${labels[0] ?? ''} and ${labels.length - 1} more`;
}
