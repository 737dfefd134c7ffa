import { isControlFlow } from '../../domains/traces/pure/conventions/failure.ts';
import { toolNamedBy } from '../../domains/traces/pure/conventions/model.ts';
import type { SpanPatch } from './types.ts';
import { emptySpan, type Attributes, type Span, type SpanSource } from '../../domains/traces/types.ts';

/** Every span that came by the batch protocol has this scope. */
export const langfuseScope = 'langfuse.ingestion';
/** Set while only updates of an observation have come: its creation fills only the fields that they left open. */
const awaitsCreation = 'langfuse.awaits_creation';
const levelName = 'langfuse.observation.level';
const statusName = 'langfuse.observation.status_message';

/** The span updated by an event; null: nothing is stored of it yet. Absent fields keep their values. */
export function patched(span: Span | null, patch: SpanPatch, ids: { traceId: string; spanId: string }, source: SpanSource): Span {
  const known = span ?? { ...emptySpan, ...ids, source };
  const isUnder = patch.isCreation && known.attributes[awaitsCreation] === true;
  const { startUs, endUs } = timesOf(span, patch, isUnder);
  const attributes = { ...layered(known.attributes, patch.attributes, isUnder) } as Record<string, Attributes[string]>;
  if (span === null && !patch.isCreation) attributes[awaitsCreation] = true;
  else if (patch.isCreation) delete attributes[awaitsCreation];
  const kind =
    patch.kind === null || (span !== null && (patch.kind === 'SPAN' || isUnder) && known.kind !== 'SPAN') ? known.kind : patch.kind;
  const fields = isUnder ? { ...patch.fields, ...reportedOf(known) } : patch.fields;
  const merged: Span = {
    ...known,
    ...fields,
    kind,
    startUs,
    endUs: kind === 'EVENT' ? (endUs ?? startUs) : endUs,
    timeToFirstTokenMs: firstTokenMs(span, patch, startUs),
    ...usageOf(known, patch, isUnder),
    metadata:
      known.metadata === null || patch.metadata === null
        ? (patch.metadata ?? known.metadata)
        : layered(known.metadata, patch.metadata, isUnder),
    tags: [...new Set([...known.tags, ...patch.tags])],
    attributes,
  };
  return {
    ...merged,
    toolName: kind === 'TOOL' ? toolOf(known, fields, merged.name) : null,
    toolCallId: kind === 'TOOL' ? merged.toolCallId : null,
    ...outcomeOf(known, patch, isUnder, attributes),
  };
}

/** As attributes name it; else an observation of a tool is named for it. */
function toolOf(known: Span, { toolName }: Partial<Span>, name: string): string | null {
  const isNamedBySpan = known.toolName === toolNamedBy(known.name);
  return toolName ?? (isNamedBySpan ? null : known.toolName) ?? toolNamedBy(name);
}

function usageOf(known: Span, patch: SpanPatch, isUnder: boolean): Pick<Span, 'usage' | 'usageReading'> {
  const isKnown = isUnder && Object.values(known.usage).some((count) => count !== null);
  if (isKnown || patch.usage === null) return { usage: known.usage, usageReading: known.usageReading };
  const { usage, steps } = patch.usage;
  return { usage, usageReading: steps.length === 0 ? null : steps.join(',') };
}

const layered = (known: Attributes, reported: Attributes, isUnder: boolean): Attributes =>
  isUnder ? { ...reported, ...known } : { ...known, ...reported };

/** The fields that a span has a value in. */
function reportedOf(span: Span): Partial<Span> {
  const names = [
    'name',
    'parentId',
    'environment',
    'release',
    'appVersion',
    'model',
    'provider',
    'service',
    'finishReason',
    'toolName',
    'toolCallId',
    'modelParameters',
    'reportedCostUsd',
    'input',
    'output',
    'sessionId',
    'userId',
    'experimentName',
    'variant',
    'promptName',
    'promptVersion',
  ] as const;
  // "unnamed" is what the capture calls a span without a name.
  return Object.fromEntries(
    names.flatMap((name) => (span[name] === null || (name === 'name' && ['', 'unnamed'].includes(span.name)) ? [] : [[name, span[name]]])),
  );
}

/** Where an update came first its time stood for the start, which is the creation's to say. */
function timesOf(span: Span | null, patch: SpanPatch, isUnder: boolean): { startUs: number; endUs: number | null } {
  const endUs = isUnder ? (span?.endUs ?? patch.endUs) : (patch.endUs ?? span?.endUs ?? null);
  return { startUs: patch.startUs ?? span?.startUs ?? Math.min(patch.eventUs, endUs ?? Infinity), endUs };
}

function firstTokenMs(span: Span | null, patch: SpanPatch, startUs: number): number | null {
  const before = span === null || span.timeToFirstTokenMs === null ? null : span.startUs + span.timeToFirstTokenMs * 1_000;
  const firstTokenUs = patch.firstTokenUs ?? before;
  return firstTokenUs === null || firstTokenUs < startUs ? null : Math.round((firstTokenUs - startUs) / 1_000);
}

/** ERROR is a failure with its message; other levels and their messages stay among the attributes, which are changed. */
function outcomeOf(
  known: Span,
  patch: SpanPatch,
  isUnder: boolean,
  attributes: Record<string, Attributes[string]>,
): Pick<Span, 'isError' | 'errorMessage'> {
  const knownLevel = known.isError ? 'ERROR' : textOf(known.attributes[levelName]);
  const knownStatus = known.isError ? known.errorMessage : textOf(known.attributes[statusName]);
  const level = isUnder ? (knownLevel ?? patch.level) : (patch.level ?? knownLevel);
  const status = isUnder ? (knownStatus ?? patch.statusMessage) : (patch.statusMessage ?? knownStatus);
  const isError = level === 'ERROR' && !isControlFlow(status);
  put(attributes, levelName, isError || level === 'DEFAULT' ? null : level);
  put(attributes, statusName, isError ? null : status);
  return { isError, errorMessage: isError ? status : null };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function put(attributes: Record<string, Attributes[string]>, name: string, value: string | null): void {
  if (value === null) delete attributes[name];
  else attributes[name] = value;
}
