import type { Arguments, ToolRun } from '../../../platform/tools/tool.ts';
import { dayMs } from './interval.ts';

/** The arguments of a tool that compares a window, `from` to `to`, with another: it ends now where its end is not given, and is the last seven days without either. */
export function windowVariables({ from, to, ...others }: Arguments, { now }: Pick<ToolRun, 'now'>): Record<string, unknown> {
  const start = from ?? (to === undefined ? new Date(now.getTime() - 7 * dayMs).toISOString() : undefined);
  return { ...others, from: start, to: to ?? now.toISOString() };
}

/** The search part of a page that compares the same windows, beginning with "&"; '': it compares with the period just before by itself. */
export const comparedSearch = ({ baselineFrom, baselineTo }: Arguments): string =>
  baselineFrom === undefined || baselineTo === undefined ? '' : `&compare=custom&vsfrom=${String(baselineFrom)}&vsto=${String(baselineTo)}`;
