import { succeed, fail, type Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readLine, readShortText, type Fields } from '../../../platform/ingest/values.ts';
import { BadWorkspace } from '../errors.ts';

/** In UTF-16 code units. */
export const maxWorkspaceNameLength = 100;
export const maxSlugLength = 50;
const slugForm = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
/** How many slugs are tried for a name that others have, too. */
const maxSlugsTried = 50;

export interface NewWorkspaceInput {
  readonly name?: string | null | undefined;
  readonly slug?: string | null | undefined;
}

export const checkNewWorkspace = (input: NewWorkspaceInput): Result<{ name: string; slug: string | null }, BadWorkspace> =>
  checkInput({ name: readName({ ...input }), slug: readSlug({ ...input }) }, BadWorkspace);

export const checkWorkspaceName = (input: Pick<NewWorkspaceInput, 'name'>): Result<{ name: string }, BadWorkspace> =>
  checkInput({ name: readName({ ...input }) }, BadWorkspace);

/** A deletion names what it deletes, so that it can't hit another workspace by mistake. */
export function checkDeletion({ confirmSlug }: { confirmSlug?: string | null | undefined }, slug: string): Result<string, BadWorkspace> {
  return confirmSlug === slug
    ? succeed(slug)
    : fail(new BadWorkspace('confirmSlug', `names another workspace than this one; to delete it, give its slug, ${JSON.stringify(slug)}`));
}

/** One line: it stands in mails, lists and terminals. */
const readName = (fields: Fields): string | Problem => readLine(fields, 'name', maxWorkspaceNameLength);

function readSlug(fields: Fields): string | null | Problem {
  if (fields['slug'] === undefined || fields['slug'] === null) return null;
  const slug = readShortText(fields, 'slug', maxSlugLength);
  if (slug instanceof Problem || slugForm.test(slug)) return slug;
  return new Problem('slug', 'has other characters than a to z in lower case, digits, and dashes between them');
}

/** Slugs that a name gives, the plain one first: "Team Ä" is "team-a", then "team-a-2". */
export function* freeSlugs(name: string): Generator<string> {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxSlugLength - 4)
    .replace(/^-+|-+$/g, '');
  const base = plain === '' ? 'workspace' : plain;
  yield base;
  for (let number = 2; number <= maxSlugsTried; number += 1) yield `${base}-${number}`;
}
