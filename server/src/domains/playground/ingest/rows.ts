import { Problem } from '../../../platform/ingest/rejection.ts';
import { shown } from '../../../platform/ingest/values.ts';
import { maxRows, maxVariableLength, maxVariables, type PlaygroundRow } from '../types.ts';

/** Rows of values by name; none is one row without values. */
export function readRows(sent: readonly unknown[]): PlaygroundRow[] | Problem {
  if (sent.length > maxRows) return new Problem('rows', `has ${sent.length} rows; at most ${maxRows} are taken`);
  for (const [at, row] of sent.entries()) {
    const problem = badRow(row, `rows[${at}]`);
    if (problem !== null) return problem;
  }
  return sent.length === 0 ? [{}] : (sent as PlaygroundRow[]);
}

function badRow(row: unknown, path: string): Problem | null {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return new Problem(path, `is ${shown(row)}; an object of texts by the names of variables is taken`);
  const names = Object.keys(row);
  if (names.length > maxVariables) return new Problem(path, `has ${names.length} values; at most ${maxVariables} are taken`);
  for (const [name, value] of Object.entries(row)) {
    if (name === '' || name.length > maxVariableLength)
      return new Problem(path, `has the name ${shown(name)}; 1 to ${maxVariableLength} characters are taken`);
    if (typeof value !== 'string') return new Problem(`${path}.${name}`, `is ${shown(value)}; a text is taken`);
  }
  return null;
}
