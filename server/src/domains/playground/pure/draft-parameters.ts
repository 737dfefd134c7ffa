import { maxStopLength, maxStops, mostOutputTokens, type PlaygroundPrompt } from '../types.ts';

type Fields = Readonly<Record<string, unknown>>;
type Parameters = Omit<PlaygroundPrompt, 'messages' | 'tools'>;

/** Parameters of a model call by the names of the usual APIs and SDKs. What is not understood, or out of bounds, is left out. */
export function parametersOf(sent: Fields): Parameters {
  const first = (...names: readonly string[]): unknown =>
    names.map((name) => sent[name]).find((value) => value !== undefined && value !== null);
  const stop = first('stop', 'stop_sequences', 'stopSequences');
  return {
    outputSchema: schemaOf(first('response_format', 'responseFormat', 'output_schema', 'outputSchema')),
    temperature: within(first('temperature'), 0, 2),
    topP: within(first('top_p', 'topP'), 0, 1),
    seed: whole(within(first('seed'), 0, 2 ** 31 - 1)),
    maxOutputTokens: whole(
      within(first('max_tokens', 'max_output_tokens', 'max_completion_tokens', 'maxOutputTokens', 'maxTokens'), 1, mostOutputTokens),
    ),
    stop: (Array.isArray(stop) ? stop : [stop])
      .filter((text): text is string => typeof text === 'string' && text !== '' && text.length <= maxStopLength)
      .slice(0, maxStops),
  };
}

function within(value: unknown, least: number, most: number): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && number >= least && number <= most ? number : null;
}

const whole = (value: number | null): number | null => (value === null || Number.isInteger(value) ? value : null);

/** The schema of an answer, itself or inside of OpenAI's `response_format`. */
function schemaOf(sent: unknown): PlaygroundPrompt['outputSchema'] {
  const value = fieldsOf(typeof sent === 'string' ? parsed(sent) : sent);
  if (value === null) return null;
  const inner = fieldsOf(fieldsOf(value['json_schema'])?.['schema']) ?? fieldsOf(value['schema']);
  if (inner !== null) return inner;
  return value['type'] === 'object' || value['properties'] !== undefined ? value : null;
}

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
