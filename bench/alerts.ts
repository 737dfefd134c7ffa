import { openReceiver } from '../server/src/domains/alerts/tests/receiver.testing.ts';
import { quantile } from './ingest/load.ts';
import { startServer } from './ingest/server-process.ts';

const port = Number(process.env['BENCH_PORT'] ?? 6_493);
const ruleCount = Number(process.env['BENCH_ALERT_RULES'] ?? 100);
const channelCount = 10;
const minuteCount = Number(process.env['BENCH_ALERT_MINUTES'] ?? 4);
const minute = 60_000;
const targetMs = 5_000;
/** Events of a minute are sent until so long before its end, so that the last ones arrive within the minute. */
const sendUntilMs = 200;

interface Body {
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly key: string; readonly rule: { readonly name: string } };
}

/**
 * From the end of the minute that shows an event until a webhook has the notice: rules that each minute turn bad or good in turn, on a receiver of this
 * machine. Notices that are missing or come twice are counted.
 */
export async function run(): Promise<void> {
  const server = await startServer(port);
  const receiver = await openReceiver();
  const ask = async <Data>(query: string, variables: object = {}): Promise<Data> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
  try {
    const channelIds: string[] = [];
    for (let channel = 0; channel < channelCount; channel += 1) {
      const { createAlertChannel } = await ask<{ createAlertChannel: { channel: { id: string } } }>(
        'mutation ($input: AlertChannelInput!) { createAlertChannel(input: $input) { channel { id } } }',
        { input: { kind: 'WEBHOOK', name: `channel ${channel}`, url: `${receiver.url}/${channel}` } },
      );
      channelIds.push(createAlertChannel.channel.id);
    }
    // Each rule has a filter of its own, so that none shares a statement with another: the most work there can be.
    for (let rule = 0; rule < ruleCount; rule += 1)
      await ask('mutation ($input: AlertRuleInput!) { createAlertRule(input: $input) { id } }', {
        input: {
          name: `rule ${rule}`,
          source: 'VALUE',
          metric: 'MESSAGE_COUNT',
          filter: { models: [`model-${rule}`] },
          trip: 1,
          windowMinutes: 1,
          dwellMinutes: 1,
          channelIds: [channelIds[rule % channelCount]],
        },
      });
    const firstEnd = (Math.floor(Date.now() / minute) + 2) * minute;
    for (let place = 0; place < minuteCount; place += 1) {
      const end = firstEnd + place * minute;
      await new Promise((wait) => setTimeout(wait, Math.max(0, end - sendUntilMs - 1_000 - Date.now())));
      // Every second minute has an event for each rule, as late in the minute as it comes.
      if (place % 2 === 1) continue;
      const createdAt = new Date();
      await ask('mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
        messages: Array.from({ length: ruleCount }, (_, rule) => ({
          externalId: `${place} ${rule}`,
          conversationId: `c-${rule}`,
          role: 'ASSISTANT',
          content: 'x',
          model: `model-${rule}`,
          createdAt: createdAt.toISOString(),
        })),
      });
      if (Date.now() > end) throw new Error('The event came after the end of its minute: the machine is too slow for this measurement.');
    }
    await new Promise((wait) => setTimeout(wait, firstEnd + (minuteCount - 1) * minute + 15_000 - Date.now()));
    report(receiver.received.map(({ body, at }) => ({ ...(body as Body), at })));
  } finally {
    await receiver.close();
    await server.stop();
  }
}

function report(received: readonly (Body & { readonly at: number })[]): void {
  const delays = received.map(({ timestamp, at }) => at - Date.parse(timestamp));
  const keys = new Set(received.map(({ data }) => data.key));
  const shown = (share: number): string => `${Math.round(quantile(delays, share)).toLocaleString('en')} ms`;
  console.table({
    'end of the minute → webhook': {
      p50: shown(0.5),
      p90: shown(0.9),
      p99: shown(0.99),
      most: `${Math.max(...delays).toLocaleString('en')} ms`,
      target: `p99 < ${targetMs.toLocaleString('en')} ms`,
    },
  });
  const expected = ruleCount * minuteCount;
  console.log(
    `${received.length} notices of ${ruleCount} rules in ${minuteCount} minutes; expected ${expected}; ${received.length - keys.size} came twice.`,
  );
  if (keys.size !== expected) console.log(`Missing: ${expected - keys.size}.`);
  console.log(quantile(delays, 0.99) < targetMs ? 'Reached.' : 'Not reached.');
}

if (import.meta.main) {
  await run();
  process.exit(0);
}
