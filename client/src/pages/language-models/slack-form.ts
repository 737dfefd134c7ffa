import type { Checked } from '../../controls/form/form-state.ts';
import type { CreateSlackConnectionInput } from '../../graphql/generated/graphql.ts';

/** A connection to Slack while it is typed. */
export interface SlackDraft {
  readonly teamId: string;
  readonly signingSecret: string;
}

/** The input that a draft stands for, or what keeps it from being one, by field. */
export function readSlackDraft({ teamId, signingSecret }: SlackDraft): Checked<CreateSlackConnectionInput> {
  const problems: Record<string, string> = {};
  if (!/^[TE][A-Z\d]{5,}$/.test(teamId.trim())) problems['teamId'] = 'Give the id of the Slack workspace, which begins with T.';
  if (!/^[\da-f]{32,}$/i.test(signingSecret.trim())) problems['signingSecret'] = 'Give the signing secret: 32 hex digits.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, value: { teamId: teamId.trim(), signingSecret: signingSecret.trim() } };
}
