import { randomBytes } from 'node:crypto';

/** Traces of two made applications, in words of their own; `otlp.ts` tells them in a convention, tests compute from them. */
export interface MadeTrace {
  readonly id: string;
  readonly service: string;
  readonly convention: 'gen_ai' | 'openinference';
  readonly startedAtMs: number;
  readonly session: string;
  readonly user: string;
  /** Depth first, siblings by start: as the page shows them. */
  readonly spans: readonly MadeSpan[];
}

export interface MadeSpan {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly kind: 'agent' | 'chain' | 'model' | 'tool' | 'step';
  /** After the trace's start. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly input?: string;
  readonly output?: string;
  readonly failure?: { readonly type: string; readonly message: string };
  readonly call?: MadeCall;
}

export interface MadeCall {
  readonly model: string;
  /** Those read from a cache are among them. */
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly said: readonly { readonly role: 'system' | 'user' | 'assistant' | 'tool'; readonly text: string }[];
  readonly reply: string;
}

export const newTraceId = (): string => randomBytes(16).toString('hex');
export const newSpanId = (): string => randomBytes(8).toString('hex');

/** What stands in one deep span only. */
export const deepWords = 'cabin bag up to 8 kg, rule 4711-QX';
/** Off the critical path: it runs beside a longer one. */
export const besideName = 'execute_tool search_hotels';

/** A traveller's request: two agents' steps, four levels, three calls of models, and a booking that fails. */
export function trip({
  number,
  startedAtMs,
  session,
}: {
  readonly number: number;
  readonly startedAtMs: number;
  readonly session: string;
}): MadeTrace {
  const question = `Move my flight ${number} to Friday, please.`;
  const plan = `First I look for flights on Friday for booking ${number}.`;
  const choice = `Flight ${number} leaves at 9:40; I book it.`;
  const system = { role: 'system', text: 'You help travellers.\nBe brief.' } as const;
  const asked = { role: 'user', text: question } as const;
  const spans: MadeSpan[] = [];
  const add = (parent: MadeSpan | null, span: Omit<MadeSpan, 'id' | 'parentId'>): MadeSpan => {
    const made = { id: newSpanId(), parentId: parent?.id ?? null, ...span };
    spans.push(made);
    return made;
  };
  const root = add(null, {
    name: 'answer a traveller',
    kind: 'agent',
    startMs: 0,
    durationMs: 4_200 + number,
    input: question,
    output: `Your flight ${number} could not be moved.`,
  });
  const planning = add(root, { name: 'plan', kind: 'chain', startMs: 20, durationMs: 1_050 });
  add(planning, {
    name: 'chat gpt-own-mini',
    kind: 'model',
    startMs: 40,
    durationMs: 1_010 + number,
    call: { model: 'gpt-own-mini', inputTokens: 1_982 + number, cachedTokens: 512, outputTokens: 84, said: [system, asked], reply: plan },
  });
  const looking = add(root, { name: 'look around', kind: 'step', startMs: 1_100, durationMs: 590 });
  const flights = add(looking, {
    name: 'execute_tool search_flights',
    kind: 'tool',
    startMs: 1_110,
    durationMs: 570,
    input: '{"day":"Friday"}',
    output: `{"flights":["${number} 9:40"]}`,
  });
  const request = add(flights, { name: 'GET /flights', kind: 'step', startMs: 1_120, durationMs: 550 });
  add(request, { name: 'read fare rules', kind: 'step', startMs: 1_130, durationMs: 500, output: `Fare basic: ${deepWords}.` });
  add(looking, { name: besideName, kind: 'tool', startMs: 1_115, durationMs: 200, output: '{"hotels":[]}' });
  const found = [
    { role: 'assistant', text: plan },
    { role: 'user', text: `Flights: ${number} at 9:40.` },
  ] as const;
  add(root, {
    name: 'chat gpt-own-large',
    kind: 'model',
    startMs: 1_700,
    durationMs: 1_412,
    call: {
      model: 'gpt-own-large',
      inputTokens: 3_532,
      cachedTokens: 0,
      outputTokens: 390 + number,
      said: [{ ...system, text: 'You help travellers.\nBe exact.' }, asked, ...found],
      reply: choice,
    },
  });
  const failure = { type: 'fare_class_closed', message: `Fare class of ${number} is closed` };
  const booking = add(root, { name: 'execute_tool book_flight', kind: 'tool', startMs: 3_200, durationMs: 310, failure });
  add(booking, { name: 'POST /bookings', kind: 'step', startMs: 3_210, durationMs: 290, failure });
  add(root, {
    name: 'chat gpt-own-mini',
    kind: 'model',
    startMs: 3_520,
    durationMs: 670,
    call: {
      model: 'gpt-own-mini',
      inputTokens: 4_004,
      cachedTokens: 1_982,
      outputTokens: 61,
      said: [system, asked, ...found, { role: 'assistant', text: choice }, { role: 'user', text: `Booking ${number} failed.` }],
      reply: `Your flight ${number} could not be moved.`,
    },
  });
  return { id: newTraceId(), service: 'trips', convention: 'gen_ai', startedAtMs, session, user: `traveller-${number}`, spans };
}

/** An invoice that is read by a model nobody has a price for. */
export function invoice({ number, startedAtMs }: { readonly number: number; readonly startedAtMs: number }): MadeTrace {
  const id = newTraceId();
  const root = newSpanId();
  const text = `Invoice ${number}: 2 hours, 180 euros`;
  return {
    id,
    service: 'invoices',
    convention: 'openinference',
    startedAtMs,
    session: `invoice-${number}`,
    user: 'books',
    spans: [
      { id: root, parentId: null, name: 'read an invoice', kind: 'chain', startMs: 0, durationMs: 900, input: text, output: '180' },
      {
        id: newSpanId(),
        parentId: root,
        name: 'ChatCompletion',
        kind: 'model',
        startMs: 100,
        durationMs: 700 + number,
        call: {
          model: 'house-model',
          inputTokens: 300 + number,
          cachedTokens: 0,
          outputTokens: 9,
          said: [{ role: 'user', text }],
          reply: `The total of invoice ${number} is 180 euros.`,
        },
      },
    ],
  };
}

/** A LiteLLM price table: US dollars per token. */
export const priceTable = {
  'gpt-own-mini': {
    mode: 'chat',
    litellm_provider: 'openai',
    input_cost_per_token: 0.15e-6,
    cache_read_input_token_cost: 0.075e-6,
    output_cost_per_token: 0.6e-6,
  },
  'gpt-own-large': { mode: 'chat', litellm_provider: 'openai', input_cost_per_token: 2.5e-6, output_cost_per_token: 10e-6 },
};
/** The same once more by hand, in nano-dollars per token: input, read from a cache, output. */
const nanoUsd: Readonly<Record<string, readonly [number, number, number]>> = {
  'gpt-own-mini': [150, 75, 600],
  'gpt-own-large': [2_500, 2_500, 10_000],
  // Not in the table: OpenAI's own, which comes with the product.
  'gpt-4o-mini': [150, 75, 600],
};

export interface MadeNumbers {
  readonly callCount: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** null: none of the calls has a price. */
  readonly costUsd: number | null;
  /** Of the calls, ascending. */
  readonly latenciesMs: readonly number[];
}

/** What calls of models come to, by code of its own. */
export function numbersOf(spans: readonly MadeSpan[]): MadeNumbers {
  const calls = spans.flatMap(({ call }) => call ?? []);
  const costs = calls.flatMap(({ model, inputTokens, cachedTokens, outputTokens }) => {
    const rates = nanoUsd[model];
    return rates === undefined ? [] : [(inputTokens - cachedTokens) * rates[0] + cachedTokens * rates[1] + outputTokens * rates[2]];
  });
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    callCount: calls.length,
    inputTokens: sum(calls.map(({ inputTokens }) => inputTokens)),
    outputTokens: sum(calls.map(({ outputTokens }) => outputTokens)),
    costUsd: costs.length === 0 ? null : sum(costs) / 1e9,
    latenciesMs: spans
      .filter(({ call }) => call !== undefined)
      .map(({ durationMs }) => durationMs)
      .sort((a, b) => a - b),
  };
}
