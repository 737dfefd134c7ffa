import { Menu } from '@base-ui/react/menu';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useOpenAtOnce } from '../primitives/deferred.tsx';
import { Icon } from '../primitives/icon.tsx';
import menu from '../primitives/menu.module.css';
import styles from './controls.module.css';
import type { FilterChipProps } from './filter-chip.tsx';
import type { FilterDefinition, FilterOption } from './filter-definitions.ts';

export interface FilterListProps<Held> extends Pick<FilterChipProps<Held>, 'definition' | 'failure' | 'total' | 'onOpen' | 'onTyped'> {
  readonly trigger: ReactElement<Record<string, unknown>>;
  /** What is included, or left out where `isNot`. */
  readonly chosen: readonly string[];
  readonly isNot: boolean;
  readonly nameOf: (value: string) => string;
  readonly onToggle: (value: string, isOn: boolean) => void;
  /** What was included is left out, or the other way round. */
  readonly onTurn: (toNot: boolean) => void;
}

/** The values of a filter with their counts, under its chip; it opens as soon as it is there (filter-chip.tsx). */
export function FilterList<Held>(props: FilterListProps<Held>) {
  const { definition, trigger, chosen, isNot, nameOf, failure = null, total, onToggle, onTurn, onOpen, onTyped } = props;
  const { not } = definition;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const change = (next: boolean): void => {
    setOpen(next);
    onOpen?.(next);
  };
  useOpenAtOnce(
    () => button.current,
    () => change(true),
  );
  const root = (
    <Menu.Root open={isOpen} onOpenChange={change}>
      <Menu.Trigger ref={button} render={trigger} />
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
                <Menu.CheckboxItem className={menu.item} checked={isNot} onCheckedChange={onTurn} closeOnClick={false}>
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
  return definition.isOpen ? <Menu.FilterProvider>{root}</Menu.FilterProvider> : root;

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
        onCheckedChange={(isOn) => onToggle(option.value, isOn)}
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
