import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { badJson } from '../../platform/ingest/json.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { readLine, readShortText, shown, type Fields } from '../../platform/ingest/values.ts';
import { BadAssistantInput } from './errors.ts';
import { maxAskedLength, maxTitleLength, type Place } from './types.ts';

const maxPathLength = 2_000;
const maxDetailsBytes = 4_000;
const maxModelLength = 300;

export interface AskInput {
  readonly text?: string | null | undefined;
  readonly model?: string | null | undefined;
  readonly place?: { readonly path?: string | null; readonly title?: string | null; readonly details?: unknown } | null | undefined;
}

export interface CheckedAsk {
  readonly asked: string;
  readonly model: string | null;
  readonly place: Place | null;
}

/** What is asked, or every field at fault. */
export const checkAsk = (input: AskInput): Result<CheckedAsk, BadAssistantInput> =>
  checkInput(
    {
      asked: readShortText(input as Fields, 'text', maxAskedLength),
      model: readModel(input.model ?? null),
      place: readPlace(input.place ?? null),
    },
    BadAssistantInput,
  );

export function readModel(model: string | null): string | null | Problem {
  if (model === null || model === '') return null;
  const flaw = unstorable(model);
  if (flaw !== null) return new Problem('model', flaw);
  return model.length <= maxModelLength
    ? model
    : new Problem('model', `has ${model.length} characters; at most ${maxModelLength} are taken`);
}

function readPlace(place: NonNullable<AskInput['place']> | null): Place | null | Problem {
  if (place === null) return null;
  const { path, title, details = null } = place;
  if (typeof path !== 'string' || !path.startsWith('/') || path.startsWith('//') || path.length > maxPathLength)
    return new Problem(
      'place.path',
      `is ${shown(path)}; a path of a page that begins with "/" is taken, at most ${maxPathLength} characters`,
    );
  if (details !== null && (typeof details !== 'object' || Array.isArray(details)))
    return new Problem('place.details', `is ${shown(details)}; an object is taken`);
  const problem = details === null ? null : badJson(details);
  if (problem !== null) return new Problem('place.details', problem);
  const bytes = Buffer.byteLength(JSON.stringify(details ?? {}));
  if (bytes > maxDetailsBytes) return new Problem('place.details', `is ${bytes} bytes of JSON; at most ${maxDetailsBytes} are taken`);
  return { path, title: (title ?? '').slice(0, 200), details: (details ?? {}) as Record<string, unknown> };
}

export const checkTitle = (title: string | null | undefined) =>
  checkInput({ title: readLine({ title }, 'title', maxTitleLength) }, BadAssistantInput);

const maxCommentLength = 2_000;

export function checkComment(comment: string | null | undefined): Result<{ comment: string | null }, BadAssistantInput> {
  if (comment === null || comment === undefined || comment.trim() === '') return { ok: true, value: { comment: null } };
  return checkInput({ comment: readShortText({ comment }, 'comment', maxCommentLength) }, BadAssistantInput);
}
