import { recordEvents } from '../../domains/events/commands.ts';
import { recordExposures } from '../../domains/experiments/commands.ts';
import { maxClientLength } from '../../domains/experiments/types.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { BadArgument, unwrap } from '../../platform/graphql/errors.ts';
import { shown } from '../../platform/ingest/values.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { answered, type Answered } from './answer.ts';

interface Context {
  readonly stores: Stores;
  readonly live: LiveBus;
}

type Sender = Pick<Viewer, 'workspaceId' | 'keyScope'>;

/** `POST /api/exposures`: a list, one alone, or `{ exposures }`. */
export async function answerExposures(context: Context, workspaceId: string, body: unknown): Promise<Answered> {
  return answered(unwrap(await recordExposures(context, workspaceId, itemsIn(body, 'exposures'), new Date())));
}

/** `POST /api/events`: the same with `{ events }`. */
export async function answerEvents({ stores }: Context, sender: Sender, body: unknown): Promise<Answered> {
  return answered(unwrap(await recordEvents(stores, sender, itemsIn(body, 'events'), new Date())));
}

function itemsIn(body: unknown, name: string): readonly unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body !== 'object' || body === null)
    throw new BadArgument('body', `is ${shown(body)}; a list of ${name}, one alone, or { "${name}": […] } is taken`);
  const { [name]: list } = body as Record<string, unknown>;
  if (list === undefined) return [body];
  if (!Array.isArray(list)) throw new BadArgument(name, `is ${shown(list)}; a list is taken`);
  return list;
}

/** `POST /track`: what GrowthBook's tracking plugin sends. What it viewed is an exposure; all others are events. */
export async function answerTrack(context: Context, sender: Sender, body: unknown): Promise<Answered> {
  const sent = itemsIn(body, 'events').filter((item) => typeof item === 'object' && item !== null) as Record<string, unknown>[];
  const viewed = sent.filter(({ event_name: name }) => name === 'Experiment Viewed').map(exposureOf);
  const others = sent.filter(({ event_name: name }) => name !== 'Experiment Viewed' && name !== 'Feature Evaluated').map(eventOf);
  const now = new Date();
  const exposures = unwrap(await recordExposures(context, sender.workspaceId, viewed, now));
  const events = unwrap(await recordEvents(context.stores, sender, others, now));
  return answered({ exposures, events });
}

function propertiesOf({ properties_json: json }: Record<string, unknown>): Record<string, unknown> {
  if (typeof json === 'object' && json !== null) return json as Record<string, unknown>;
  try {
    return typeof json === 'string' ? (JSON.parse(json) as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function exposureOf(item: Record<string, unknown>): object {
  const { experimentId, variationId, hashValue } = propertiesOf(item);
  const unitId = hashValue ?? item['user_id'];
  const { sdk_language: language, sdk_version: version } = item;
  return {
    experiment: experimentId,
    variant: variationId,
    unitId: typeof unitId === 'number' ? String(unitId) : unitId,
    ...(typeof language === 'string' && {
      client: `growthbook-${language}${typeof version === 'string' ? `/${version}` : ''}`.slice(0, maxClientLength),
    }),
  };
}

function eventOf(item: Record<string, unknown>): object {
  const { value, ...attributes } = propertiesOf(item);
  const unitId = item['user_id'] ?? item['device_id'];
  return { name: item['event_name'], unitId, attributes, ...(typeof value === 'number' && { value }) };
}
