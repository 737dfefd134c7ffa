import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { badJson } from '../../platform/ingest/json.ts';
import { shown } from '../../platform/ingest/values.ts';
import { BadPreference } from './errors.ts';
import { maxValueBytes, preferenceKinds, preferenceNames, type PreferenceName } from './types.ts';

/** A preference as the API takes it. */
export interface PreferenceInput {
  readonly name?: string | null | undefined;
  /** Absent or null: the preference is taken back. */
  readonly value?: unknown;
}

export interface CheckedPreference {
  readonly name: PreferenceName;
  readonly isOfWorkspace: boolean;
  /** Null: it is taken back. */
  readonly value: unknown;
}

/** The preference as it can be stored, or what is wrong with it. */
export function checkPreference({ name, value = null }: PreferenceInput): Result<CheckedPreference, BadPreference> {
  if (!preferenceNames.includes(name as PreferenceName))
    return fail(new BadPreference('name', `is ${shown(name)}; one of ${preferenceNames.join(', ')} is taken`));
  const kind = preferenceKinds[name as PreferenceName];
  const checked = { name: name as PreferenceName, isOfWorkspace: kind.isOfWorkspace, value };
  if (value === null) return succeed(checked);
  if (!kind.isTaken(value)) return fail(new BadPreference('value', `is ${shown(value)}; ${kind.takes} is taken`));
  const problem = badJson(value);
  if (problem !== null) return fail(new BadPreference('value', problem));
  const byteCount = Buffer.byteLength(JSON.stringify(value));
  if (byteCount > maxValueBytes)
    return fail(new BadPreference('value', `is ${byteCount} bytes of JSON; at most ${maxValueBytes} are taken`));
  return succeed(checked);
}
