import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, Problems } from '../../platform/ingest/input.ts';
import { badJson } from '../../platform/ingest/json.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readLine, readShortText, shown, type Fields } from '../../platform/ingest/values.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { BadDataset } from './errors.ts';
import { maxSplitLength } from './ingest/row.ts';
import { badRowSchema } from './pure/row-schema.ts';
import { maxTags } from './types.ts';

export const maxNameLength = 200;
export const maxDescriptionLength = 5_000;
export const maxCommentLength = 1_000;
const maxTagLength = 100;
const maxMetadataBytes = 65_536;

/** A dataset as the API takes it. */
export interface DatasetInput {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly inputSchema?: unknown;
  readonly expectedOutputSchema?: unknown;
  readonly metadata?: unknown;
}

/** Of an update, a field that is undefined stays as it is. */
export interface CheckedDataset {
  readonly name?: string;
  readonly description?: string | null;
  readonly tags?: readonly string[];
  readonly inputSchema?: object | null;
  readonly expectedOutputSchema?: object | null;
  readonly metadata?: object;
}

/** The fields of a new dataset, or every field at fault. */
export const checkDataset = (input: DatasetInput): Promise<Result<CheckedDataset & { readonly name: string }, BadDataset>> =>
  check({ ...input }, readLine({ ...input }, 'name', maxNameLength)) as Promise<
    Result<CheckedDataset & { readonly name: string }, BadDataset>
  >;

/** The fields of a dataset that are to change, or every field at fault. */
export const checkChange = (input: DatasetInput): Promise<Result<CheckedDataset, BadDataset>> =>
  check({ ...input }, input.name === undefined ? undefined : readLine({ ...input }, 'name', maxNameLength));

async function check(fields: Fields, name: string | Problem | undefined): Promise<Result<CheckedDataset, BadDataset>> {
  const checked = checkInput(
    {
      name,
      description: readOptional(fields, 'description', maxDescriptionLength),
      tags: readTags(fields['tags']),
      inputSchema: await readSchema(fields, 'inputSchema'),
      expectedOutputSchema: await readSchema(fields, 'expectedOutputSchema'),
      metadata: readMetadata(fields['metadata']),
    },
    BadDataset,
  );
  if (!checked.ok) return checked;
  return { ok: true, value: Object.fromEntries(Object.entries(checked.value).filter(([, value]) => value !== undefined)) };
}

/** A text that people write; null and the empty text: none. */
function readOptional(fields: Fields, field: string, maxLength: number): string | null | undefined | Problem {
  const value = fields[field];
  if (value === undefined) return undefined;
  if (value === null) return null;
  if (typeof value !== 'string') return new Problem(field, `is ${shown(value)}; a text is taken`);
  const text = value.trim();
  if (text.length > maxLength) return new Problem(field, `is ${text.length} characters long; at most ${maxLength} are taken`);
  const problem = unstorable(text);
  if (problem !== null) return new Problem(field, problem);
  return text === '' ? null : text;
}

/** What a version is for; null: nothing was written. Errors: gives BAD_DATASET. */
export function checkComment(comment: string | null | undefined): Result<{ readonly comment: string | null }, BadDataset> {
  return checkInput({ comment: readOptional({ comment: comment ?? null }, 'comment', maxCommentLength) ?? null }, BadDataset);
}

/** The split of rows; null: none is named. Errors: gives BAD_DATASET. */
export const checkSplit = (split: string | null | undefined): Result<{ readonly split: string | null }, BadDataset> =>
  checkInput({ split: split === null || split === undefined ? null : readShortText({ split }, 'split', maxSplitLength) }, BadDataset);

function readTags(value: unknown): readonly string[] | undefined | Problem | Problems {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return new Problem('tags', `is ${shown(value)}; a list of texts is taken`);
  if (value.length > maxTags) return new Problem('tags', `has ${value.length} items; at most ${maxTags} are taken`);
  const read = value.map((tag: unknown, at) => {
    const line = readLine({ tag }, 'tag', maxTagLength);
    return line instanceof Problem ? new Problem(`tags[${at}]`, line.reason) : line;
  });
  const problems = read.filter((tag) => tag instanceof Problem);
  return problems.length > 0 ? new Problems(problems) : [...new Set(read as string[])];
}

async function readSchema(fields: Fields, field: string): Promise<object | null | undefined | Problem> {
  const value = fields[field];
  if (value === undefined || value === null) return value;
  const problem = badJson(value) ?? (await badRowSchema(value));
  return problem === null ? value : new Problem(field, problem);
}

function readMetadata(value: unknown): object | undefined | Problem {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) return new Problem('metadata', `is ${shown(value)}; an object is taken`);
  const problem = badJson(value);
  if (problem !== null) return new Problem('metadata', problem);
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > maxMetadataBytes ? new Problem('metadata', `is ${bytes} bytes of JSON; at most ${maxMetadataBytes} are taken`) : value;
}
