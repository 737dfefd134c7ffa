import { maxNameLength } from '../types.ts';

/** The name of a run that was given none: its prompt and model, else what it scores. */
export function runTitle({
  prompt,
  model,
}: {
  readonly prompt: { readonly name: string; readonly version: number } | null;
  readonly model: string | null;
}): string {
  const parts = [...(prompt === null ? [] : [`${prompt.name} v${prompt.version}`]), ...(model === null ? [] : [model])];
  return (parts.length === 0 ? 'Stored answers' : parts.join(' · ')).slice(0, maxNameLength).toWellFormed();
}
