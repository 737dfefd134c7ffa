import { homeAt } from '../../access/pure/home.ts';
import { isOfEvents } from './levels.ts';
import type { AlertTransition, NoticeContent, NoticeItem } from '../types.ts';

/** A notice as all channels show it. */
export interface Notice {
  readonly key: string;
  readonly transition: AlertTransition;
  readonly content: NoticeContent;
  /** Address that acknowledges an episode after a click on its page; null: none, or there is nothing to acknowledge. */
  readonly acknowledgeUrl: (episodeId: string) => string | null;
}

const words: Readonly<Record<AlertTransition, string>> = {
  FIRED: 'Alert',
  REMINDED: 'Still firing',
  ESCALATED: 'Escalated: not acknowledged',
  ACKNOWLEDGED: 'Acknowledged',
  RESOLVED: 'Resolved',
  TEST: 'Test',
};

/** One line: what happened, and of which rule. */
export function titleOf({ transition, content: { rule, items } }: Pick<Notice, 'transition' | 'content'>): string {
  if (rule === null) return `${words[transition]}: this channel receives notices of Fine Tune Lab`;
  const [item] = items;
  // The key of an event is nothing to read; its sentence is.
  const series = item === undefined || isOfEvents(rule) ? '' : item.series;
  return `${words[transition]}: ${rule.name}${items.length > 1 ? ` (${items.length})` : series === '' ? '' : ` (${series})`}`;
}

/** What one episode is about. */
export function lineOf(item: NoticeItem): string {
  const by = item.acknowledgedBy === null ? '' : ` Acknowledged by ${item.acknowledgedBy}.`;
  return `${item.sentence}${by}`;
}

const testSentence = 'A person asked for this test. Nothing is wrong.';

/** Sentences of a notice, one for each episode. */
export const linesOf = ({ content: { items } }: Pick<Notice, 'content'>): string[] =>
  items.length === 0 ? [testSentence] : items.map(lineOf);

/** What an episode is called at a receiver that keeps incidents: the same when it fires, is acknowledged and resolves. */
export const dedupKey = (episodeId: string): string => `fine-tune-lab-alert-${episodeId}`;

/** Address of a page of the workspace of a notice; null: the server that made the notice did not know where it is reached. */
export const addressOf = ({ origin, workspaceSlug }: NoticeContent, path: string): string | null =>
  origin === null ? null : `${workspaceSlug === undefined ? origin : homeAt(origin, workspaceSlug)}${path}`;
export const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);
