import type { Draft, Problems } from './draft.ts';

export interface EditorProps {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  readonly problems: Problems;
}

/** The problem of a field, or of what stands in it. */
export function first(problems: Problems, field: string): string | undefined {
  const found = Object.entries(problems).find(([path]) => path === field || path.startsWith(`${field}.`));
  if (found === undefined) return undefined;
  const [path, words] = found;
  return path === field ? words : `${path.slice(field.length + 1)}: ${words}`;
}
