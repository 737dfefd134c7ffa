import { minuteMs, type AlertTransition, type EpisodeState, type NoticeItem, type Rule } from '../types.ts';
import { isOfEvents, levelsOf } from './levels.ts';
import { newSeries, step, type Series } from './machine.ts';
import type { Seen } from './readings.ts';
import { isWithin } from './schedule.ts';
import { emptySentence, minutesText, timeText } from './words.ts';

/** A series as it is stored. */
export interface StoredSeries extends Series {
  readonly key: string;
  readonly sentence: string;
  readonly episodeId: string | null;
}

/** An episode that is not resolved, or that an evaluation resolves. Instants in milliseconds since 1970. */
export interface OpenEpisode {
  readonly id: string;
  readonly series: string;
  readonly state: EpisodeState;
  readonly sentence: string;
  readonly value: number | null;
  readonly peak: number | null;
  readonly link: string;
  readonly openedAt: number;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: number | null;
  readonly notifiedAt: number | null;
  readonly escalatedAt: number | null;
  readonly reminderCount: number;
  readonly lastNoticeAt: number | null;
}

/** A transition that is worth a notice, and who receives it. */
export interface PlannedNotice {
  readonly series: string;
  readonly episodeId: string;
  readonly transition: Exclude<AlertTransition, 'TEST'>;
  /** Of reminders, from 1; of others 0. */
  readonly ordinal: number;
  readonly channelIds: readonly string[];
  readonly item: NoticeItem;
}

export interface Plan {
  readonly series: readonly StoredSeries[];
  readonly opened: readonly OpenEpisode[];
  readonly changed: readonly OpenEpisode[];
  readonly notices: readonly PlannedNotice[];
}

export interface PlanContext {
  readonly at: number;
  readonly makeId: () => string;
  /** Path of the page that shows what a series is about. */
  readonly linkOf: (key: string) => string;
  /** Where evaluations are further apart than in operation. */
  readonly gapMs?: number;
  /** Whether what was seen is put in words; a replay has no need of them. */
  readonly isSilent?: boolean;
}

/** Whether notices of a rule wait: it is muted, or out of its hours. */
export const isQuiet = ({ mutedUntil, schedule }: Pick<Rule, 'mutedUntil' | 'schedule'>, at: Date): boolean =>
  (mutedUntil !== null && mutedUntil > at) || (schedule !== null && !isWithin(schedule, at));

/**
 * What becomes of the series and episodes of a rule with the readings of one evaluation, and which notices that makes: at most one of each
 * transition for each episode, whatever the series do. Nothing is read and nothing is stored.
 */
export function planEvaluation(
  rule: Rule,
  readings: ReadonlyMap<string, Seen>,
  stored: ReadonlyMap<string, StoredSeries>,
  open: ReadonlyMap<string, OpenEpisode>,
  { at, makeId, linkOf, gapMs, isSilent = false }: PlanContext,
): Plan {
  const levels = { ...levelsOf(rule.condition, rule), ...(gapMs !== undefined && { gapMs }) };
  const quiet = isQuiet(rule, new Date(at));
  const series: StoredSeries[] = [];
  const opened: OpenEpisode[] = [];
  const changed: OpenEpisode[] = [];
  const notices: PlannedNotice[] = [];
  for (const [key, reading] of readings) {
    const before = stored.get(key) ?? { ...newSeries(at), key, sentence: '', episodeId: null };
    const { series: after, turn, bySilence } = step(before, reading, levels, at);
    const sentence = isSilent ? '' : sentenceOf(rule, reading, after, at);
    const known = before.episodeId === null ? undefined : open.get(before.episodeId);
    let episode = known;
    if (turn === 'FIRED')
      episode = {
        id: makeId(),
        series: key,
        state: 'FIRING',
        sentence,
        value: after.lastValue,
        peak: after.lastValue,
        link: reading.link ?? linkOf(key),
        openedAt: at,
        acknowledgedBy: null,
        resolvedAt: null,
        notifiedAt: null,
        escalatedAt: null,
        reminderCount: 0,
        lastNoticeAt: null,
      };
    else if (episode !== undefined) episode = advanced(episode, reading, levels.isAbove);
    if (episode !== undefined) {
      if (turn === 'RESOLVED') episode = { ...episode, state: 'RESOLVED', resolvedAt: at };
      const text = turn === 'RESOLVED' && bySilence ? silentSentence(at) : sentence;
      const noticed = noticesOf(rule, episode, turn, text, { at, quiet });
      episode = noticed.episode;
      notices.push(...noticed.notices);
      if (turn === 'FIRED') opened.push(episode);
      else if (episode !== known) changed.push(episode);
    }
    const isOpen = after.phase === 'FIRING' && episode !== undefined;
    // What was an event, and is over, is nothing to be watched.
    if (isOfEvents(rule.condition) && !isOpen && !stored.has(key)) continue;
    series.push({ ...after, key, sentence, episodeId: isOpen ? (episode as OpenEpisode).id : null });
  }
  return { series, opened, changed, notices };
}

function advanced(episode: OpenEpisode, reading: Seen, isAbove: boolean): OpenEpisode {
  if (reading.kind !== 'value') return episode;
  const worst =
    episode.peak === null ? reading.value : isAbove ? Math.max(episode.peak, reading.value) : Math.min(episode.peak, reading.value);
  return worst === episode.peak ? episode : { ...episode, peak: worst };
}

function noticesOf(
  rule: Rule,
  episode: OpenEpisode,
  turn: 'FIRED' | 'RESOLVED' | null,
  sentence: string,
  { at, quiet }: { readonly at: number; readonly quiet: boolean },
): { readonly episode: OpenEpisode; readonly notices: readonly PlannedNotice[] } {
  const notice = (
    next: OpenEpisode,
    transition: PlannedNotice['transition'],
    channelIds: readonly string[],
    ordinal = 0,
  ): PlannedNotice => ({
    series: next.series,
    episodeId: next.id,
    transition,
    ordinal,
    channelIds,
    item: itemOf(next, sentence),
  });
  const { notifiedAt, escalatedAt, lastNoticeAt } = episode;
  if (turn === 'RESOLVED') {
    const receivers = [...new Set([...rule.channelIds, ...(escalatedAt === null ? [] : rule.escalateTo)])];
    return { episode, notices: notifiedAt === null ? [] : [notice(episode, 'RESOLVED', receivers)] };
  }
  if (quiet || episode.state !== 'FIRING') return { episode, notices: [] };
  // The first notice of an episode that opened while the rule was muted goes out with the end of the quiet time.
  if (notifiedAt === null) {
    const next = { ...episode, notifiedAt: at, lastNoticeAt: at };
    return { episode: next, notices: [notice(next, 'FIRED', rule.channelIds)] };
  }
  if (rule.escalateAfterMinutes !== null && escalatedAt === null && at - notifiedAt >= rule.escalateAfterMinutes * minuteMs) {
    const next = { ...episode, escalatedAt: at, lastNoticeAt: at };
    return { episode: next, notices: [notice(next, 'ESCALATED', rule.escalateTo)] };
  }
  if (rule.repeatMinutes !== null && at - (lastNoticeAt ?? notifiedAt) >= rule.repeatMinutes * minuteMs) {
    const next = { ...episode, reminderCount: episode.reminderCount + 1, lastNoticeAt: at };
    const receivers = [...new Set([...rule.channelIds, ...(escalatedAt === null ? [] : rule.escalateTo)])];
    return { episode: next, notices: [notice(next, 'REMINDED', receivers, next.reminderCount)] };
  }
  return { episode, notices: [] };
}

export const itemOf = (episode: OpenEpisode, sentence: string): NoticeItem => ({
  episodeId: episode.id,
  series: episode.series,
  sentence,
  value: episode.value,
  peak: episode.peak,
  openedAt: new Date(episode.openedAt).toISOString(),
  resolvedAt: episode.resolvedAt === null ? null : new Date(episode.resolvedAt).toISOString(),
  acknowledgedBy: episode.acknowledgedBy,
  link: episode.link,
});

/** What the evaluation saw of a series, and what it waits for. */
function sentenceOf(rule: Rule, reading: Seen, after: Series, at: number): string {
  if (reading.kind === 'unknown') return `Not evaluated at ${timeText(at)}: ${reading.why} Nothing is sent until it is known.`;
  if (reading.kind === 'empty') return `${reading.sentence === '' ? '' : `${reading.sentence} `}${emptySentence(rule.condition, after)}`;
  if (after.phase !== 'PENDING' || after.pendingSince === null) return reading.sentence;
  const sinceMinutes = Math.round((at - after.pendingSince) / minuteMs);
  const missing = rule.forMinutes - sinceMinutes;
  return missing > 0
    ? `${reading.sentence} Bad since ${timeText(after.pendingSince)}; fires after ${minutesText(missing)} more.`
    : `${reading.sentence} Bad since ${timeText(after.pendingSince)}; fires when ${minutesText(rule.dwellMinutes)} have passed since the last notice.`;
}

const silentSentence = (at: number): string =>
  `No value came for a day up to ${timeText(at)}: the alert is closed because of silence, and not by a good value.`;
