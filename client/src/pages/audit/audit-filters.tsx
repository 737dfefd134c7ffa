import { ChipRow } from '../../controls/chip-row.tsx';
import type { Chip } from '../../controls/chip-row.tsx';
import { FilterChip } from '../../controls/filter-chip.tsx';
import type { FilterDefinition, FilterOption } from '../../controls/filter-definitions.ts';
import { withoutAny } from '../../controls/view.ts';
import { auditFilterKeys } from './audit-view.ts';
import type { AuditFilterKey, AuditView } from './audit-view.ts';
import { signInActs, targetTypes, wordsOf } from '../../panels/audit/audit-words.ts';
import { useAuditView } from './use-audit-view.ts';

type Definition = FilterDefinition<AuditView, AuditFilterKey>;

/** Set from an entry: no list offers all of them. */
const fromEntries: readonly AuditFilterKey[] = ['actor', 'thing'];

/** What narrows the trail, one chip each. */
export function AuditFilters() {
  const [view, change] = useAuditView();
  const chips = auditFilterKeys
    .filter((key) => view[key] !== undefined || !fromEntries.includes(key))
    .map((key): Chip<AuditFilterKey> => {
      const definition = definitionOf(key, view[key]);
      return {
        key,
        label: definition.label,
        isSet: view[key] !== undefined,
        isAlways: true,
        draw: (startsOpen) => <FilterChip definition={definition} view={view} onChange={change} startsOpen={startsOpen} />,
      };
    });
  return <ChipRow chips={chips} onClear={() => change(withoutAny([...auditFilterKeys, 'q']))} />;
}

const labels: Readonly<Record<AuditFilterKey, string>> = {
  outcome: 'Outcome',
  type: 'Thing',
  actor: 'Who',
  action: 'Action',
  thing: 'One thing',
};

function definitionOf(key: AuditFilterKey, value: string | undefined): Definition {
  return {
    key,
    label: labels[key],
    isMany: false,
    isOpen: false,
    whenNone: '',
    options: optionsOf(key, value),
    read: (view) => (view[key] === undefined ? [] : [view[key]]),
    write: ([chosen]) => ({ [key]: chosen }),
  };
}

function optionsOf(key: AuditFilterKey, value: string | undefined): readonly FilterOption[] {
  if (key === 'outcome')
    return [
      { value: 'done', label: 'done' },
      { value: 'refused', label: 'refused' },
    ];
  if (key === 'type') return targetTypes.map((type) => ({ value: type, label: wordsOf(type) }));
  const own = value === undefined ? [] : [{ value, label: key === 'action' ? wordsOf(value) : value }];
  if (key !== 'action') return own;
  return [
    ...own.filter((option) => signInActs[option.value] === undefined),
    ...Object.entries(signInActs).map(([action, label]) => ({ value: action, label })),
  ];
}
