import { instantOf } from '../values.ts';
import type { Field } from './fields.ts';

const words: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  t: true,
  '1': true,
  false: false,
  no: false,
  n: false,
  f: false,
  '0': false,
};

const roles: Readonly<Record<string, string>> = {
  human: 'USER',
  customer: 'USER',
  client: 'USER',
  visitor: 'USER',
  bot: 'ASSISTANT',
  ai: 'ASSISTANT',
  agent: 'ASSISTANT',
  gpt: 'ASSISTANT',
  chatgpt: 'ASSISTANT',
  model: 'ASSISTANT',
  llm: 'ASSISTANT',
  developer: 'SYSTEM',
  function: 'TOOL',
  observation: 'TOOL',
};

/** How a table writes numbers: with semicolons or tabs between the cells, a decimal comma is usual. */
export interface Notation {
  readonly hasDecimalComma: boolean;
}

/** A cell as the field takes it. What can't be read goes on as it is: the server names it. `undefined`: there is none. */
export function valueOf(field: Field, cell: unknown, notation: Notation): unknown {
  if (cell === undefined || cell === null || cell === '') return undefined;
  switch (field.kind) {
    case 'text':
      return typeof cell === 'string' ? cell : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
    case 'enum': {
      if (typeof cell !== 'string') return cell;
      const word = cell.trim();
      return (field.name === 'role' ? roles[word.toLowerCase()] : undefined) ?? word.toUpperCase();
    }
    case 'count':
      return wholeOf(cell, notation);
    case 'number':
      return numberOf(cell, notation);
    case 'seconds': {
      const seconds = numberOf(cell, notation);
      return typeof seconds === 'number' ? Math.round(seconds * 1_000) : cell;
    }
    case 'boolean':
      return typeof cell === 'string' ? (words[cell.trim().toLowerCase()] ?? cell) : cell === 1 ? true : cell === 0 ? false : cell;
    case 'json':
      return cell;
    case 'list':
      return typeof cell === 'string'
        ? cell
            .split('|')
            .map((tag) => tag.trim())
            .filter((tag) => tag !== '')
        : cell;
    case 'time':
      return (cell instanceof Date ? cell : instantOf(cell))?.toISOString() ?? cell;
    default:
      return field.kind satisfies never;
  }
}

function wholeOf(cell: unknown, { hasDecimalComma }: Notation): unknown {
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell !== 'string') return cell;
  const text = cell.trim();
  if (/^[+-]?\d+(\.0*)?$/.test(text)) return Number(text);
  if (hasDecimalComma && /^[+-]?\d+,0*$/.test(text)) return Number(text.replace(/,.*$/, ''));
  const groups = hasDecimalComma ? /^[+-]?\d{1,3}([.\s\u00a0\u202f']\d{3})+$/ : /^[+-]?\d{1,3}([,\s\u00a0\u202f']\d{3})+$/;
  return groups.test(text) ? Number(text.replaceAll(/[^\d+-]/g, '')) : cell;
}

function numberOf(cell: unknown, { hasDecimalComma }: Notation): unknown {
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell !== 'string') return cell;
  const text = hasDecimalComma && /^\s*[+-]?\d+,\d+\s*$/.test(cell) ? cell.replace(',', '.') : cell;
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : cell;
}
