import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, Problems, sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readCount, readJson, readName, readShortText, readText, shown, type Fields, readLine } from '../../platform/ingest/values.ts';
import { readHardware, readHourlyUsd, readWhole } from '../training/load/readers.ts';
import { BadConfiguration, BadRunner } from './errors.ts';

const maxNameLength = 200;
const maxLabels = 50;
const maxLabelLength = 100;
/** Text of one call, and of one line of it, in UTF-16 code units. */
export const maxChunkLength = 1_000_000;
export const maxLinesOfChunk = 10_000;
const maxLine = 1_000_000_000;
const leastPriority = -1_000;
const greatestPriority = 1_000;

export interface ConfigurationInput {
  readonly name?: string | null | undefined;
  readonly command?: string | null | undefined;
  readonly parameters?: unknown;
  readonly labels?: readonly string[] | null | undefined;
  readonly project?: string | null | undefined;
  readonly baseModel?: string | null | undefined;
  readonly timeLimitSeconds?: number | null | undefined;
}

/** A configuration as it can be stored, or every field at fault. */
export function checkConfiguration(input: ConfigurationInput) {
  const fields = input as Fields;
  return checkInput(
    {
      name: readLine(fields, 'name', maxNameLength),
      command: readShortText(fields, 'command', maxNameLength),
      parameters: readValues(fields, 'parameters'),
      labels: readLabels(fields, 'labels'),
      project: readName(fields, 'project'),
      baseModel: readName(fields, 'baseModel'),
      timeLimitSeconds: readCount(fields, 'timeLimitSeconds'),
    },
    BadConfiguration,
  );
}

export interface StartInput {
  readonly requestId?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly parameters?: unknown;
  readonly priority?: number | null | undefined;
}

export const checkStart = (input: StartInput) =>
  checkInput(
    {
      requestId: readName(input as Fields, 'requestId'),
      name: readName(input as Fields, 'name'),
      parameters: readValues(input as Fields, 'parameters'),
      priority: readPriority(input as Fields),
    },
    BadConfiguration,
  );

export interface RunnerInput {
  readonly name?: string | null | undefined;
  readonly labels?: readonly string[] | null | undefined;
  readonly commands?: readonly string[] | null | undefined;
  readonly hardware?: object | null | undefined;
  readonly hourlyUsd?: number | null | undefined;
}

export const checkRunner = (input: RunnerInput) =>
  checkInput(
    {
      name: readLine(input as Fields, 'name', maxNameLength),
      labels: readLabels(input as Fields, 'labels'),
      commands: readLabels(input as Fields, 'commands', maxNameLength),
      hardware: readHardware(input.hardware),
      hourlyNanoUsd: readHourlyUsd(input as Fields),
    },
    BadRunner,
  );

export interface LogLine {
  readonly line: number;
  readonly text: string;
}

/** Lines of a chunk with their numbers. NUL and halves of surrogate pairs, which a command may write, are replaced. */
export function checkChunk({ firstLine, text }: { firstLine: number; text: string }): Result<{ lines: readonly LogLine[] }, BadRunner> {
  const number = readWhole({ firstLine }, 'firstLine');
  const lines = text.split('\n');
  return checkInput(
    {
      firstLine:
        typeof number === 'number' && (number < 1 || number > maxLine)
          ? new Problem('firstLine', `is ${number}; 1 to ${maxLine} is taken`)
          : number,
      lines:
        text.length > maxChunkLength
          ? new Problem('text', `has ${text.length} characters; at most ${maxChunkLength} are taken`)
          : lines.length > maxLinesOfChunk
            ? new Problem('text', `has ${lines.length} lines; at most ${maxLinesOfChunk} are taken`)
            : lines.map((line, index) => ({ line: firstLine + index, text: line.toWellFormed().replaceAll('\u0000', '\uFFFD') })),
    },
    BadRunner,
  );
}

export const checkExit = (input: { readonly errorDetails?: string | null | undefined }) =>
  checkInput({ errorDetails: readText(input, 'errorDetails') }, BadRunner);

function readValues(fields: Fields, field: string): Readonly<Record<string, unknown>> | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return new Problem(field, `is ${shown(value)}; a JSON object is taken`);
  const read = readJson(fields, field);
  return read instanceof Problem ? read : (value as Readonly<Record<string, unknown>>);
}

function readLabels(fields: Fields, field: string, maxLength = maxLabelLength): string[] | Problem | Problems {
  const value = fields[field];
  if (value === undefined || value === null) return [];
  const sent: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (sent.length > maxLabels) return new Problem(field, `has ${sent.length} entries; at most ${maxLabels} are taken`);
  const read = sound(
    sent.map((label, index) => {
      const one = readShortText({ label }, 'label', maxLength);
      return one instanceof Problem ? new Problem(`${field}[${index}]`, one.reason) : one;
    }),
  );
  return read instanceof Problems ? read : [...new Set(Object.values(read) as string[])];
}

function readPriority(fields: Fields): number | Problem {
  const value = fields['priority'] ?? 0;
  return Number.isInteger(value) && (value as number) >= leastPriority && (value as number) <= greatestPriority
    ? (value as number)
    : new Problem('priority', `is ${shown(value)}; a whole number from ${leastPriority} to ${greatestPriority} is taken`);
}
