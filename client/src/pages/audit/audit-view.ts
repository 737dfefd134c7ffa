import { oneOf, present, texts } from '../../controls/view.ts';
import type { RawSearch, View } from '../../controls/view.ts';
import { windowOf } from '../../controls/window.ts';
import type { AuditFilter } from '../../graphql/generated/graphql.ts';

/** What the trail is looked at through. It lives in the address, beside the time range. */
export interface AuditView extends Pick<View, 'range' | 'from' | 'to' | 'live'> {
  readonly q?: string | undefined;
  readonly outcome?: 'done' | 'refused' | undefined;
  /** Type of the thing: `Price`. */
  readonly type?: string | undefined;
  /** Key of a thing, of its changes alone. */
  readonly thing?: string | undefined;
  /** Key or name of who acted. */
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** The entry that is open. */
  readonly entry?: string | undefined;
}

export function readAuditView(search: RawSearch): Omit<AuditView, 'range' | 'from' | 'to' | 'live'> {
  const one = (key: string): string | undefined => texts(search[key])?.[0];
  return {
    q: one('q'),
    outcome: oneOf(search['outcome'], ['done', 'refused'] as const),
    type: one('type'),
    thing: one('thing'),
    actor: one('actor'),
    action: one('action'),
    entry: one('entry'),
  };
}

export const auditFilterKeys = ['outcome', 'type', 'actor', 'action', 'thing'] as const satisfies readonly (keyof AuditView)[];
export type AuditFilterKey = (typeof auditFilterKeys)[number];

export const isNarrowed = (view: AuditView): boolean => view.q !== undefined || auditFilterKeys.some((key) => view[key] !== undefined);

/** A view as the API takes it, in an hour given by its start (ms since the epoch). */
export function auditFilterOf(view: AuditView, hour: number): AuditFilter {
  const { from, to } = windowOf(view, new Date(hour));
  return present({
    from,
    to,
    search: view.q,
    outcome: view.outcome === undefined ? undefined : view.outcome === 'done' ? ('DONE' as const) : ('REFUSED' as const),
    targetType: view.type,
    targetId: view.thing,
    actor: view.actor,
    action: view.action,
  });
}

/** The same as parameters of the download. */
export function exportPath(form: 'csv' | 'jsonl', filter: AuditFilter): string {
  const params = new URLSearchParams(Object.entries(filter).map(([key, value]) => [key, String(value)]));
  const text = params.toString();
  return `/v1/audit.${form}${text === '' ? '' : `?${text}`}`;
}
