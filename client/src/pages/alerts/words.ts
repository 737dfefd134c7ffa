import type { BadgeTone } from 'ui-kit/badge';
import type {
  AlertChannelKind,
  AlertDeliveryState,
  AlertSource,
  AlertState,
  AlertTransition,
  EpisodeState,
} from '../../graphql/generated/graphql.ts';
import { visible } from 'ui-kit/visible';

interface Named {
  readonly name: string;
  readonly tone: BadgeTone;
}

/** Where a rule or one of its series stands. */
export const alertStates: Readonly<Record<AlertState, Named & { readonly says: string }>> = {
  FIRING: { name: 'firing', tone: 'bad', says: 'Its condition holds' },
  PENDING: { name: 'pending', tone: 'warn', says: 'Its condition holds, and not yet for long enough' },
  NO_DATA: { name: 'no data', tone: 'warn', says: 'There was nothing to measure' },
  UNKNOWN: { name: 'unknown', tone: 'neutral', says: 'Not evaluated yet, or our own ingest is behind: nothing is sent' },
  MUTED: { name: 'muted', tone: 'neutral', says: 'It is evaluated, and nothing is sent' },
  OK: { name: 'ok', tone: 'good', says: 'Its condition does not hold' },
};

/** The worst first. */
const order = ['FIRING', 'PENDING', 'NO_DATA', 'UNKNOWN', 'MUTED', 'OK'] as const satisfies readonly AlertState[];

export const rankOf = (state: AlertState): number => order.indexOf(state);

export const episodeStates: Readonly<Record<EpisodeState, Named>> = {
  FIRING: { name: 'firing', tone: 'bad' },
  ACKNOWLEDGED: { name: 'acknowledged', tone: 'warn' },
  RESOLVED: { name: 'resolved', tone: 'good' },
};

export const deliveryStates: Readonly<Record<AlertDeliveryState, Named>> = {
  WAITING: { name: 'waiting', tone: 'neutral' },
  SENT: { name: 'sent', tone: 'good' },
  FAILED: { name: 'refused', tone: 'bad' },
  GIVEN_UP: { name: 'given up', tone: 'bad' },
};

export const transitions: Readonly<Record<AlertTransition, string>> = {
  FIRED: 'fired',
  REMINDED: 'reminder',
  ESCALATED: 'escalated',
  ACKNOWLEDGED: 'acknowledged',
  RESOLVED: 'resolved',
  TEST: 'test',
};

export const channelKinds: Readonly<Record<AlertChannelKind, string>> = {
  EMAIL: 'E-mail',
  SLACK: 'Slack',
  TEAMS: 'Microsoft Teams',
  PAGERDUTY: 'PagerDuty',
  WEBHOOK: 'Webhook',
};

/** What a rule watches, as its form offers it. */
export const sources: Readonly<Record<AlertSource, { readonly name: string; readonly says: string }>> = {
  VALUE: { name: 'A value', says: 'A metric over a window passes a level.' },
  CHANGE: { name: 'A change', says: 'A metric rises or falls against the window before, or the same time a day or a week ago.' },
  ANOMALY: { name: 'An anomaly', says: 'Signals finds something that is at least so severe.' },
  FORECAST: { name: 'A forecast', says: 'A metric is forecast to pass a level within some days.' },
  BURN_RATE: { name: 'A burn rate', says: 'The error budget of a target is used up too fast, over a long and a short window.' },
  TRAINING_EVENT: { name: 'Training', says: 'A job fails, stalls, or raises a health warning.' },
  BUDGET: { name: 'A budget', says: 'The cost of a day or a month reaches an amount.' },
  NO_DATA: { name: 'No messages', says: 'No message comes for so long.' },
  GUARDRAIL: { name: 'A guardrail', says: 'An experiment is paused by one of its guardrails.' },
  DRIFT: { name: 'Drift', says: 'Messages differ from those of a pinned baseline, or of the time before.' },
};

export const minuteWords = (minutes: number): string =>
  minutes % 1_440 === 0 && minutes > 0
    ? `${minutes / 1_440} d`
    : minutes % 60 === 0 && minutes > 0
      ? `${minutes / 60} h`
      : `${minutes} min`;

/** `2 of 5 firing`, of a rule with many series; empty where there is one. */
export function seriesCountWords(series: readonly { readonly state: AlertState }[]): string {
  if (series.length <= 1) return '';
  const firing = series.filter(({ state }) => state === 'FIRING').length;
  return firing === 0 ? `${series.length} series` : `${firing} of ${series.length} series`;
}

/** `about 2 notices a week`; null: the rule can't be replayed, or was not yet. */
export function noticesWords(perWeek: number | null): string {
  if (perWeek === null) return 'notices not foreseen';
  if (perWeek === 0) return 'no notice in 30 days';
  if (perWeek < 1) return 'less than one notice a week';
  const count = perWeek < 10 ? Math.round(perWeek * 10) / 10 : Math.round(perWeek);
  return `${count} ${count === 1 ? 'notice' : 'notices'} a week`;
}

/** A series by its value; that of the whole workspace has none. */
export const seriesName = (value: string): string => (value === '' ? 'whole workspace' : visible(value));

/** Names of rules that are listed before "and 3 more". */
const MOST_NAMED = 3;

/** What the deletion of a channel means for the rules that notify it. */
export function deletedWords(rules: readonly { readonly name: string }[]): string {
  const log = 'The log of what was sent there is deleted with it.';
  if (rules.length === 0) return `No rule notifies it. ${log}`;
  const names = rules.slice(0, MOST_NAMED).map(({ name }) => visible(name));
  const more = rules.length - names.length;
  return `${rules.length === 1 ? 'A rule notifies it and goes' : `${rules.length} rules notify it and go`} on without it: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}. ${log}`;
}
