import type { SlackCommand } from '../types.ts';

/** Where Slack's own addresses for answers are. */
export const slackOrigins: readonly string[] = ['https://hooks.slack.com', 'https://hooks.slack-gov.com'];
const maxUserLength = 80;
const userForm = /^[UW][A-Z\d]{2,40}$/;

/** The command in a form that Slack posts; null: it is none. An address for answers counts where it is one of `origins`. */
export function commandIn(body: Buffer, origins: readonly string[]): SlackCommand | null {
  const form = new URLSearchParams(body.toString('utf8'));
  const [teamId, command] = [form.get('team_id'), form.get('command')];
  if (teamId === null || command === null) return null;
  const address = form.get('response_url') ?? '';
  const isAsked = URL.canParse(address) && origins.includes(new URL(address).origin) && new URL(address).username === '';
  return {
    teamId,
    command,
    text: (form.get('text') ?? '').replaceAll('\u0000', '').trim(),
    userId: userForm.test(form.get('user_id') ?? '') ? (form.get('user_id') as string) : '',
    userName: (form.get('user_name') ?? '').replaceAll(/[^\p{L}\p{N}._ -]/gu, '').slice(0, maxUserLength),
    responseUrl: isAsked ? address : null,
  };
}
