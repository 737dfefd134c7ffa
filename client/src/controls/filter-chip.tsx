import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { Icon } from '../primitives/icon.tsx';
import menu from '../primitives/menu.module.css';
import styles from './controls.module.css';
import type { FilterDefinition } from './filter-definitions.ts';

export interface FilterChipProps<Held> {
  readonly definition: FilterDefinition<Held, string>;
  readonly view: Held;
  readonly onChange: (change: Partial<Held>) => void;
  /** Just added: its list opens by itself. */
  readonly startsOpen?: boolean | undefined;
}

/** One filter: what it is, what it is set to, its list, and a cross that clears it. */
export function FilterChip<Held>({ definition, view, onChange, startsOpen = false }: FilterChipProps<Held>) {
  const [open, setOpen] = useState(startsOpen);
  const chosen = definition.read(view);
  const isSet = chosen.length > 0;
  const toggle = (value: string, isOn: boolean) => {
    const rest = chosen.filter((one) => one !== value);
    onChange(definition.write(isOn ? [...rest, value] : rest));
  };
  const root = (
    <Menu.Root open={open} onOpenChange={setOpen}>
      <Menu.Trigger className={styles.chipButton}>
        <b>{definition.label}</b> {isSet ? <>is {chosenWords(definition, chosen)}</> : 'any'}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={menu.positioner} align="start" sideOffset={5}>
          <Menu.Popup className={menu.popup}>
            {definition.isOpen && <div className={menu.search}><Menu.Input aria-label={`Search ${definition.label.toLowerCase()}`} placeholder="Search" /></div>}
            {definition.isOpen && <Menu.Empty className={menu.empty}>{emptyWords(definition)}</Menu.Empty>}
            {definition.isOpen ? <Menu.List className={menu.list}>{options()}</Menu.List> : <div className={menu.list}>{options()}</div>}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
  return (
    <span className={styles.chip} data-set={isSet || undefined}>
      {definition.isOpen ? <Menu.FilterProvider>{root}</Menu.FilterProvider> : root}
      {isSet && (
        <button type="button" className={styles.chipClear} aria-label={`Clear ${definition.label.toLowerCase()}`} onClick={() => onChange(definition.write([]))}>
          <Icon name="close" />
        </button>
      )}
    </span>
  );

  function options() {
    // What is chosen stays in the list even where the workspace no longer offers it.
    const known = definition.options ?? [];
    const gone = chosen.filter((value) => !known.some((option) => option.value === value)).map((value) => ({ value, label: value }));
    return [...gone, ...known].map((option) => definition.isMany ? (
      <Menu.CheckboxItem key={option.value} className={menu.item} label={option.label} checked={chosen.includes(option.value)} onCheckedChange={(isOn) => toggle(option.value, isOn)}>
        <span className={`${menu.tick} ${menu.box}`} data-checked={chosen.includes(option.value) || undefined}>
          <Menu.CheckboxItemIndicator><Icon name="check" /></Menu.CheckboxItemIndicator>
        </span>
        <span className={menu.label}>{option.label}</span>
      </Menu.CheckboxItem>
    ) : (
      <Menu.CheckboxItem key={option.value} className={menu.item} label={option.label} closeOnClick checked={chosen.includes(option.value)} onCheckedChange={(isOn) => onChange(definition.write(isOn ? [option.value] : []))}>
        <span className={menu.tick}><Menu.CheckboxItemIndicator><Icon name="check" /></Menu.CheckboxItemIndicator></span>
        <span className={menu.label}>{option.label}</span>
      </Menu.CheckboxItem>
    ));
  }
}

function emptyWords({ options, whenNone }: Pick<FilterDefinition, 'options' | 'whenNone'>): string {
  if (options === null) return 'Loading';
  return options.length === 0 ? whenNone : 'Nothing by that name.';
}

/** `a, b`, or `a and 3 more` where it would get long. */
function chosenWords(definition: Pick<FilterDefinition<never, string>, 'options' | 'key'>, chosen: readonly string[]): string {
  const labels = chosen.map((value) => definition.key === 'rating' ? `${value} ★` : definition.options?.find((option) => option.value === value)?.label ?? value);
  if (labels.length <= 2) return labels.join(', ');
  return `${labels[0] ?? ''} and ${labels.length - 1} more`;
}
