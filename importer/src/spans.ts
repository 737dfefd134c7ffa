import { sendJson, type Patience, type ServerAddress } from './client.ts';
import { exportRequest, type OtlpSpan } from './otlp.ts';

/** A span that was not taken, by its place among those sent. */
export interface RejectedSpan {
  readonly index: number;
  readonly field: string;
  readonly reason: string;
}

interface Refusals {
  readonly rejected: readonly RejectedSpan[];
  /** There are more than the list holds. */
  readonly isPartial: boolean;
}

/**
 * Sends spans to the OTLP endpoint in one request, and gives those that the server did not take. It tells a few of each request by
 * name: where there were more, the rest is sent again in halves, which changes nothing for those that were taken.
 * Errors: throws `ServerProblem`.
 */
export async function sendSpans(server: ServerAddress, spans: readonly OtlpSpan[], patience: Patience = {}): Promise<RejectedSpan[]> {
  return sendPart(
    server,
    spans.map((span, index) => ({ span, index })),
    patience,
  );
}

type Placed = readonly { readonly span: OtlpSpan; readonly index: number }[];

async function sendPart(server: ServerAddress, sent: Placed, patience: Patience): Promise<RejectedSpan[]> {
  // In a request spans stand by resource and scope: their places there are not those among `sent`.
  const inOrder = grouped(sent);
  const { status, answer } = await sendJson(server, '/v1/traces', exportRequest(inOrder.map(({ span }) => span)), [200, 400], patience);
  const { rejected, isPartial } = status === 200 ? refusalsOf(partial(answer)) : refusedWhole(answer, inOrder.length);
  const own = rejected.map(({ index, ...rest }) => ({ ...rest, index: (inOrder[index] as Placed[number]).index }));
  if (!isPartial) return own;
  const named = new Set(own.map(({ index }) => index));
  const rest = inOrder.filter(({ index }) => !named.has(index));
  const middle = Math.ceil(rest.length / 2);
  for (const half of [rest.slice(0, middle), rest.slice(middle)])
    if (half.length > 0) own.push(...(await sendPart(server, half, patience)));
  return own;
}

function grouped(sent: Placed): Placed {
  const groups = new Map<string, Map<string, Placed[number][]>>();
  for (const one of sent) {
    const resource = JSON.stringify(one.span.resource);
    const scope = JSON.stringify(one.span.scope);
    const scopes = groups.get(resource) ?? new Map<string, Placed[number][]>();
    groups.set(resource, scopes);
    const held = scopes.get(scope) ?? [];
    scopes.set(scope, held);
    held.push(one);
  }
  return [...groups.values()].flatMap((scopes) => [...scopes.values()].flat());
}

interface PartialSuccess {
  readonly rejectedSpans?: string | number;
  readonly errorMessage?: string;
}

const partial = (answer: unknown): PartialSuccess => (answer as { partialSuccess?: PartialSuccess } | null)?.partialSuccess ?? {};

/** Where not one span was taken, the answer is an error with the same words; any other error is of the request itself. */
function refusedWhole(answer: unknown, count: number): Refusals {
  const message = String((answer as { message?: unknown } | null)?.message ?? 'was not taken');
  const each = refusalsOf({ rejectedSpans: count, errorMessage: message });
  return each.rejected.length > 0
    ? each
    : {
        rejected: Array.from({ length: count }, (_, index) => ({ index, field: '', reason: `was not taken: ${message}` })),
        isPartial: false,
      };
}

/** `2 of 9 spans were not taken: span 3: traceId is missing; span 5: name is 5, a text is taken.` */
function refusalsOf({ rejectedSpans = 0, errorMessage = '' }: PartialSuccess): Refusals {
  const rejectedCount = Number(rejectedSpans);
  if (rejectedCount === 0) return { rejected: [], isPartial: false };
  const list = /were not taken: (.*)$/s.exec(errorMessage)?.[1] ?? '';
  const rejected = list.split(/(?:^|; )(?=span \d+: )/).flatMap((part): RejectedSpan[] => {
    const [, index, field = '', reason = ''] = /^span (\d+): (\S+) (.*)$/s.exec(part) ?? [];
    return index === undefined ? [] : [{ index: Number(index), field, reason: reason.replace(/; \d+ more\.?.*$/s, '').replace(/\.$/, '') }];
  });
  return { rejected, isPartial: rejected.length > 0 && rejected.length < rejectedCount };
}
