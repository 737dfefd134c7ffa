import type { ReactNode } from 'react';
import { useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { factWords } from './facts.tsx';
import { SourcedNumber } from './sourced-number.tsx';
import type { ToolResult } from './types.ts';
import { numberText } from './units.ts';
import { useResult } from './use-result.ts';

export interface CellNumberProps {
  readonly conversationId: string;
  /** Such as "r1.facts.messageCount" or "r1.rows[2].costUsd". */
  readonly cell: string;
  readonly children: ReactNode;
}

/** A value in a text: leads to the query that it came from. */
export function CellNumber({ conversationId, cell, children }: CellNumberProps) {
  const locale = useLocale();
  const { result } = useResult(conversationId, cell.split('.', 1)[0] ?? '');
  if (result === null) return <span title={cell}>{children}</span>;
  return (
    <SourcedNumber query={result.query} about={cellWords(result, cell, locale)}>
      {children}
    </SourcedNumber>
  );
}

/** What a cell holds, in a sentence: the fact, or the column and its row. */
function cellWords({ facts, table, tool }: ToolResult, cell: string, locale: Locale): string {
  const [, factKey, row, columnKey] = /^r\d+\.(?:facts\.(\w+)|rows\[(\d+)\]\.(\w+))$/.exec(cell) ?? [];
  const fact = facts.find(({ key }) => key === factKey);
  if (fact !== undefined) return `${factWords(fact, locale)}, from ${tool}`;
  const place = table?.columns.findIndex(({ key }) => key === columnKey) ?? -1;
  const column = table?.columns[place];
  if (column === undefined) return `${cell}, from ${tool}`;
  const cells = table?.rows[Number(row)] ?? [];
  const value = cells[place];
  const shown = typeof value === 'number' ? numberText(value, column.unit, locale, column.type) : String(value ?? 'no data');
  const name = place === 0 ? '' : ` of ${String(cells[0] ?? '(none)')}`;
  return `${column.title}${name}: ${shown}, row ${Number(row) + 1} of ${tool}`;
}
