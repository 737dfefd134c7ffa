import { checkInput } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { readLine } from '../../platform/ingest/values.ts';
import { succeed, type Result } from '../../platform/graphql/errors.ts';
import type { Masker } from '../policies/types.ts';
import { BadCohort } from './errors.ts';
import type { RuleInput } from './ingest/input.ts';
import { readRule } from './ingest/rule.ts';
import { withUsers } from './pure/walk.ts';
import { maxDescriptionLength, maxNameLength, type CohortRule } from './types.ts';

export type { PropertyInput, RuleInput } from './ingest/input.ts';

/** What a person says of a cohort. */
export interface CohortContent {
  readonly name: string;
  readonly description: string;
  readonly rule: CohortRule;
}

export interface ContentInput {
  readonly name: string;
  readonly description: string;
  readonly rule: RuleInput;
}

/** A cohort as it can be stored, or every field at fault. Listed users are stored as messages have them: masked where those are. */
export function checkContent({ name, description, rule }: ContentInput, masker: Masker | null): Result<CohortContent, BadCohort> {
  const checked = checkInput(
    { name: readLine({ name }, 'name', maxNameLength), description: readDescription(description), rule: readRule(rule, 'rule') },
    BadCohort,
  );
  return checked.ok ? succeed({ ...checked.value, rule: maskedRule(checked.value.rule, masker) }) : checked;
}

/** A rule that can be counted, or every field at fault. */
export function checkRule(rule: RuleInput, masker: Masker | null): Result<CohortRule, BadCohort> {
  const read = readRule(rule, 'rule');
  const checked = checkInput({ rule: read }, BadCohort);
  return checked.ok ? succeed(maskedRule(checked.value.rule, masker)) : checked;
}

const maskedRule = (rule: CohortRule, masker: Masker | null): CohortRule =>
  masker === null ? rule : withUsers(rule, (users) => [...new Set(users.map((user) => masker.id(user)))]);

function readDescription(text: string): string | Problem {
  if (text.length > maxDescriptionLength)
    return new Problem('description', `has ${text.length} characters; at most ${maxDescriptionLength} are taken`);
  const problem = unstorable(text);
  return problem === null ? text.trim() : new Problem('description', problem);
}
