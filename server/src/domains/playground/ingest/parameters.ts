import { Problem } from '../../../platform/ingest/rejection.ts';
import { maxStopLength, maxStops, mostOutputTokens } from '../types.ts';

export interface ParametersInput {
  readonly temperature?: number | null | undefined;
  readonly topP?: number | null | undefined;
  readonly seed?: number | null | undefined;
  readonly maxOutputTokens?: number | null | undefined;
  readonly stop?: readonly string[] | null | undefined;
}

export const readParameters = ({ temperature, topP, seed, maxOutputTokens, stop }: ParametersInput) => ({
  temperature: within('temperature', temperature, 0, 2),
  topP: within('topP', topP, 0, 1),
  seed: within('seed', seed, 0, 2 ** 31 - 1),
  maxOutputTokens: within('maxOutputTokens', maxOutputTokens, 1, mostOutputTokens),
  stop: readStop(stop ?? []),
});

const within = (field: string, value: number | null | undefined, least: number, most: number): number | null | Problem =>
  value === undefined || value === null
    ? null
    : value >= least && value <= most
      ? value
      : new Problem(field, `is ${value}; ${least} to ${most} is taken`);

function readStop(stop: readonly string[]): readonly string[] | Problem {
  if (stop.length > maxStops) return new Problem('stop', `has ${stop.length} texts; at most ${maxStops} are taken`);
  const at = stop.findIndex((text) => text === '' || text.length > maxStopLength);
  return at < 0 ? stop : new Problem(`stop[${at}]`, `has ${stop[at]?.length} characters; 1 to ${maxStopLength} are taken`);
}
