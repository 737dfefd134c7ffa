import { BadArgument, type Result } from '../../platform/graphql/errors.ts';
import { checkInput, type Sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { readShortText, readLine } from '../../platform/ingest/values.ts';
import { BadView } from './errors.ts';

/** Of the name of a page, in UTF-16 code units. */
export const maxPageLength = 64;
export const maxNameLength = 100;
/** The longest address that is worth keeping, in UTF-16 code units. */
export const maxSearchLength = 8_000;

/** A view as the API takes it. */
export type ViewInput = {
  readonly page?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly search?: string | null | undefined;
};

export interface CheckedView {
  readonly page: string;
  readonly name: string;
  readonly search: string;
}

/** The page, as views name it. */
export const checkPage = (page: string): Result<Sound<{ page: string | Problem }>, BadArgument> =>
  checkInput({ page: readShortText({ page }, 'page', maxPageLength) }, BadArgument);

/** The view as it can be stored, or every field at fault. */
export function checkView(input: ViewInput): Result<CheckedView, BadArgument | BadView> {
  const names = { page: readShortText(input, 'page', maxPageLength), name: readLine(input, 'name', maxNameLength) };
  const areNamesSound = !Object.values(names).some((read) => read instanceof Problem);
  return checkInput({ ...names, search: readAddress(input.search) }, areNamesSound ? BadView : BadArgument);
}

function readAddress(search: ViewInput['search']): string | Problem {
  if (search === undefined || search === null) return new Problem('search', 'is missing');
  if (search.length > maxSearchLength) return new Problem('search', `has ${search.length} characters; at most ${maxSearchLength} are kept`);
  const problem = unstorable(search);
  return problem === null ? search : new Problem('search', problem);
}
