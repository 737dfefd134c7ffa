import { spanKinds, type SpanKind } from '../types.ts';

/** Spans of a trace, parents before their children and siblings by start. */
export interface CountableSpans {
  /** Place of each span's parent; -1 for a root. */
  readonly parents: Int32Array;
  /** Numbers of `spanKinds`. */
  readonly kinds: Uint8Array;
  /** Input and output tokens as each span reports them; 0: none. */
  readonly tokens: Float64Array;
  /** 1: failed. */
  readonly isError: Uint8Array;
  /** Which response a model call got (response-key.ts); 0: not reported. */
  readonly responses: ArrayLike<number>;
  /** Of calls with a response: when they ran, in microseconds. */
  readonly startsUs: ArrayLike<number>;
  readonly endsUs: ArrayLike<number>;
  /** The tool that a span ran. */
  toolOf(place: number): string;
}

/** What of each span counts in its trace. 1: it does. */
export interface Counted {
  /** Its tokens and its cost. */
  readonly usage: Uint8Array;
  /** It, as a call of a model or of a tool. */
  readonly call: Uint8Array;
  /** It, as a failure. */
  readonly error: Uint8Array;
  /** Not: a span over it counts in its place. */
  readonly hidden: Uint8Array;
}

const numberOf = (kind: SpanKind): number => spanKinds.indexOf(kind);
const paidKinds = [numberOf('LLM'), numberOf('EMBEDDING'), numberOf('RERANKER')] as const;
/** A bit for each paid kind, 0 for the others. */
const paidBits = spanKinds.map((_, kind) => (paidKinds.includes(kind as never) ? 1 << paidKinds.indexOf(kind as never) : 0));
const llm = numberOf('LLM');
const tool = numberOf('TOOL');
/** Under these a call is another call, and not a repetition of the one above. */
const barriers = new Set((['TOOL', 'GUARDRAIL', 'EVALUATOR', 'RETRIEVER'] as const).map(numberOf));
/** Through these the one call of a tool goes on: to a client of MCP and its server. */
const toolSteps = new Set((['SPAN', 'CHAIN', 'EVENT', 'TOOL'] as const).map(numberOf));
const stepsBit = 8;
const sumsBit = 16;

/**
 * Which spans count, so that each call of a trace counts once, however many spans report it.
 *
 * Tokens  a model call within a model call of its kind is the same call, seen by two instrumentations: the inner one stands nearer to the
 *         provider and counts; the outer one, whose counts may be an estimate, where none within reports tokens. What an agent or a step
 *         reports are sums: they count where no model call under it reports tokens, and the outermost of them that reports more than
 *         those within.
 * Calls   a model call around others of its kind is no call of its own; a tool that runs under the same tool is that one call.
 * Twins   model calls of one kind that got the same response and overlap in time are one call, wherever they stand: one that reports
 *         tokens counts, of several the shortest, which is nearest to the provider.
 * Errors  a model call that failed and was made again under the same parent, which then succeeded, is no error of its trace.
 */
export function countedSpans({ parents, kinds, tokens, isError, responses, startsUs, endsUs, toolOf }: CountableSpans): Counted {
  const count = parents.length;
  const usage = new Uint8Array(count);
  const call = new Uint8Array(count);
  const error = Uint8Array.from(isError);
  // Of what is under each span: tokens of each paid kind that no barrier hides, and of sums; whether anything paid reports tokens.
  const below = paidKinds.map(() => new Float64Array(count));
  const sums = new Float64Array(count);
  const isPaidBelow = new Uint8Array(count);
  const callsBelow = new Uint8Array(count);
  const succeededLater = new Uint8Array(count);
  for (let place = count - 1; place >= 0; place -= 1) {
    const kind = kinds[place] as number;
    const bit = paidBits[kind] as number;
    const own = tokens[place] as number;
    const parent = parents[place] as number;
    let sum = sums[place] as number;
    if (bit !== 0) {
      const inner = below[Math.log2(bit)] as Float64Array;
      if (own > 0 && inner[place] === 0) {
        usage[place] = 1;
        inner[place] = own;
      }
      if (own > 0) isPaidBelow[place] = 1;
      call[place] = (callsBelow[place] as number) & bit ? 0 : 1;
      if (parent >= 0 && isError[parent] !== 1) {
        if (isError[place] !== 1) succeededLater[parent] = (succeededLater[parent] as number) | bit;
        else if (((succeededLater[parent] as number) & bit) !== 0) error[place] = 0;
      }
    } else {
      call[place] = 1;
      if (own > sum && isPaidBelow[place] !== 1) {
        usage[place] = 1;
        sum = own;
      }
    }
    if (parent < 0) continue;
    sums[parent] = (sums[parent] as number) + sum;
    isPaidBelow[parent] = (isPaidBelow[parent] as number) | (isPaidBelow[place] as number);
    if (barriers.has(kind)) continue;
    for (const inner of below) inner[parent] = (inner[parent] as number) + (inner[place] as number);
    callsBelow[parent] = (callsBelow[parent] as number) | (callsBelow[place] as number) | bit;
  }
  const hidden = hideInner({ parents, kinds, usage });
  hideToolSteps({ parents, kinds, call, toolOf });
  hideTwins({ kinds, responses, startsUs, endsUs }, { usage, call, hidden });
  return { usage, call, error, hidden };
}

/** What stands under a span that counts for it counts no more; 1: it is such a span. */
function hideInner({ parents, kinds, usage }: { parents: Int32Array; kinds: Uint8Array; usage: Uint8Array }): Uint8Array {
  const masks = new Uint8Array(parents.length);
  const hidden = new Uint8Array(parents.length);
  for (let place = 0; place < parents.length; place += 1) {
    const kind = kinds[place] as number;
    const bit = paidBits[kind] as number;
    const parent = parents[place] as number;
    let mask = parent < 0 ? 0 : (masks[parent] as number);
    if (bit === 0 ? (mask & (stepsBit | sumsBit)) !== 0 : (mask & bit) !== 0) {
      hidden[place] = 1;
      usage[place] = 0;
    }
    if (barriers.has(kind)) mask &= sumsBit;
    if (usage[place] === 1) mask |= bit === 0 ? sumsBit : bit | stepsBit;
    masks[place] = mask;
  }
  return hidden;
}

type Twins = Pick<CountableSpans, 'kinds' | 'responses' | 'startsUs' | 'endsUs'>;

/** Of calls that are one by their response, one counts with its tokens, and one as a call. */
function hideTwins(
  { kinds, responses, startsUs, endsUs }: Twins,
  { usage, call, hidden }: Pick<Counted, 'usage' | 'call' | 'hidden'>,
): void {
  const byResponse = new Map<number, number[]>();
  for (let place = 0; place < kinds.length; place += 1) {
    const response = responses[place] as number;
    if (response === 0 || paidBits[kinds[place] as number] === 0) continue;
    const twins = byResponse.get(response);
    if (twins === undefined) byResponse.set(response, [place]);
    else twins.push(place);
  }
  const isOne = (one: number, other: number): boolean =>
    kinds[one] === kinds[other] &&
    (startsUs[one] as number) <= (endsUs[other] as number) &&
    (startsUs[other] as number) <= (endsUs[one] as number);
  for (const twins of byResponse.values()) {
    if (twins.length === 1) continue;
    // Those that report tokens first, and of these the shorter: it is nearer to the provider, as the inner of two calls is.
    const lastedUs = (place: number): number => (endsUs[place] as number) - (startsUs[place] as number);
    const ordered = twins.toSorted((one, other) => (usage[other] as number) - (usage[one] as number) || lastedUs(one) - lastedUs(other));
    const counting: number[] = [];
    const calling: number[] = [];
    for (const place of ordered) {
      if (usage[place] === 1 && counting.some((other) => isOne(other, place))) {
        usage[place] = 0;
        hidden[place] = 1;
      } else if (usage[place] === 1) counting.push(place);
      if (call[place] === 1 && calling.some((other) => isOne(other, place))) call[place] = 0;
      else if (call[place] === 1) calling.push(place);
    }
  }
}

interface Calls {
  readonly parents: Int32Array;
  readonly kinds: Uint8Array;
  readonly call: Uint8Array;
  toolOf(place: number): string;
}

function hideToolSteps({ parents, kinds, call, toolOf }: Calls): void {
  /** Of each span the tool that runs over it, itself included; -1: none. */
  const running = new Int32Array(parents.length).fill(-1);
  for (let place = 0; place < parents.length; place += 1) {
    const kind = kinds[place] as number;
    if (!toolSteps.has(kind)) continue;
    const parent = parents[place] as number;
    const above = parent < 0 ? -1 : (running[parent] as number);
    if (kind === tool && above >= 0 && isSameTool(toolOf(above), toolOf(place))) call[place] = 0;
    running[place] = kind === tool && call[place] === 1 ? place : above;
  }
}

/** "get_weather" is "mcp__home__get_weather" and "home.get_weather", too: what is before the name is where it is from. */
function isSameTool(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short !== '' && long.endsWith(short) && /[./:_-]$/.test(long.slice(0, -short.length));
}

export const isPaidKind = (kind: number): boolean => paidBits[kind] !== 0;
export const isModelCall = (kind: number): boolean => kind === llm;
