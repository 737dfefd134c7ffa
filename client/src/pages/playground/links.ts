import type { RawSearch } from '../../controls/view.ts';

/** What the playground shows: a run, or a prompt that is taken from a version, a span or a message; nothing: an empty one. */
export interface PlaygroundSearch {
  /** Global id of a run. */
  readonly run?: string | undefined;
  /** Name of a prompt of the registry. */
  readonly name?: string | undefined;
  /** Of that prompt; absent: the newest. */
  readonly version?: number | undefined;
  readonly trace?: string | undefined;
  readonly span?: string | undefined;
  /** External id of a message. */
  readonly message?: string | undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const readPlaygroundSearch = ({ run, name, version, trace, span, message }: RawSearch): PlaygroundSearch => ({
  run: textOf(run),
  name: textOf(name),
  version: Number.isSafeInteger(Number(version)) && Number(version) > 0 ? Number(version) : undefined,
  trace: textOf(trace),
  span: textOf(span),
  message: textOf(message),
});
