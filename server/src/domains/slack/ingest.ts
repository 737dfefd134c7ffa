import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readLine, shown, type Fields } from '../../platform/ingest/values.ts';
import { BadSlackConnection } from './errors.ts';

export interface SlackConnectionInput {
  readonly teamId?: string | null | undefined;
  readonly signingSecret?: string | null | undefined;
}

export interface CheckedSlackConnection {
  readonly teamId: string;
  readonly signingSecret: string;
}

const maxTeamIdLength = 30;
const secretForm = /^[\da-f]{32,128}$/;

export const checkSlackConnection = (input: SlackConnectionInput): Result<CheckedSlackConnection, BadSlackConnection> =>
  checkInput({ teamId: readTeamId(input as Fields), signingSecret: readSecret(input.signingSecret) }, BadSlackConnection);

function readTeamId(fields: Fields): string | Problem {
  const id = readLine(fields, 'teamId', maxTeamIdLength);
  if (id instanceof Problem || /^[TE][A-Z\d]{5,}$/.test(id)) return id;
  return new Problem('teamId', `is ${shown(id)}; Slack's ids of workspaces begin with T, such as T0123ABCD`);
}

/** It is never shown again, also not in a refusal. */
function readSecret(given: string | null | undefined): string | Problem {
  const secret = (given ?? '').trim().toLowerCase();
  if (secretForm.test(secret)) return secret;
  return new Problem(
    'signingSecret',
    'is not of 32 or more hex digits: the page "Basic Information" of the Slack app has it, as "Signing Secret"',
  );
}
