import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, print, separateOperations } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { importFiles } from '../../commands/importer/import.ts';
import { needsSharedData, sharedData } from '../../../tests/shared-data.testing.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { panelsOf } from './panels.testing.ts';
import type { AnalyticsFilter } from './pure/filter.ts';
import { llmperfFacts, llmperfRates, messageOf, tauBenchFacts } from './real-data.testing.ts';
import type { Fact } from './analytics.testing.ts';
import * as reference from './reference.testing.ts';

const slaMs = 2_000;

/** The query of the page and its fragments: a panel that is added is asked for here, too. */
function pageQuery(): string {
  const folder = resolve(import.meta.dirname, '../../../../client/src');
  const text = globSync('**/*.graphql', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
  const query = separateOperations(parse(text.join('\n')))['Panels'];
  if (query === undefined) throw new Error('The query of the panels is not in client/src/panels.');
  return print(query);
}

describe.skipIf(sharedData === null)(`every panel of the dashboard, over LLMPerf and τ-bench ${needsSharedData}`, () => {
  let server: TestServer;
  let facts: Fact[];
  const query = pageQuery();
  const flags = [...query.matchAll(/\$(with\w+): Boolean/g)].map(([, name]) => name as string);
  const ofAnalytics = flags.filter((flag) => !['withActivity', 'withAgreement', 'withJobs', 'withJudgments'].includes(flag));

  beforeAll(async () => {
    server = await openTestServer();
    const requests = llmperfFacts(sharedData as string);
    facts = [...requests, ...tauBenchFacts(sharedData as string)];
    const send = async (text: string, variables: object): Promise<void> => {
      const { body } = await ask(server, text, { variables });
      expect(body.errors).toBeUndefined();
    };
    const rates = { inputUsdPerMillion: llmperfRates.input, outputUsdPerMillion: llmperfRates.output };
    for (const model of new Set(requests.map(({ model: name }) => name)))
      await send('mutation ($input: PriceInput!) { savePrice(input: $input) { __typename } }', { input: { scope: 'MODEL', model, rates } });
    for (let start = 0; start < requests.length; start += 1_000)
      await send('mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
        messages: requests.slice(start, start + 1_000).map(messageOf),
      });
    const path = join(sharedData as string, 'tau_bench/gpt-4o-airline.json');
    await importFiles([path], { url: server.url, apiKey: null }, { isTerminal: false, columns: 80, write: () => true });
    await drainProjection(server.stores);
  });
  afterAll(() => server.close());

  const ofNovember = { from: new Date('2024-11-01T17:20:30Z'), to: new Date('2024-11-06T09:00:00Z') };
  test.each<[string, AnalyticsFilter, ...zones: string[]]>([
    ['no filter', {}, 'UTC'],
    ['days in which clocks change, cut within hours', ofNovember, 'UTC', 'America/New_York', 'Asia/Kolkata'],
    [
      'providers, and what is left out',
      { ...ofNovember, providers: ['llmperf-groq', 'llmperf-lepton', 'llmperf-together'], not: { errorTypes: ['429'] } },
      'Asia/Kathmandu',
    ],
    ['weeks of users beside the weeks before', { from: new Date('2024-11-11T00:00:00Z'), to: new Date('2024-11-29T00:00:00Z') }, 'UTC'],
    ['slow answers of a model', { models: ['llmperf-70b'], slowerThanMs: 4_000 }, 'America/St_Johns'],
    [
      'failures of an agent',
      { from: new Date('2024-05-15T20:30:00Z'), to: new Date('2024-05-15T22:00:00Z'), success: false },
      'Australia/Lord_Howe',
    ],
    [
      'answers that call one tool and not another',
      { tools: ['get_reservation_details', 'calculate'], not: { tools: ['think'] } },
      'Europe/Berlin',
    ],
    ['one message', { text: 'request 1234' }, 'Pacific/Chatham'],
    ['nothing', { models: ['none'] }, 'UTC'],
  ])('with %s, is what the raw files give', async (_name, filter, ...zones) => {
    for (const timeZone of zones) {
      const zoned = { ...filter, timeZone };
      const { body } = await ask(server, query, {
        variables: {
          filter: zoned,
          failures: zoned,
          compare: true,
          slaMs,
          withAnalytics: true,
          ...Object.fromEntries(ofAnalytics.map((flag) => [flag, true])),
        },
      });
      expect(body.errors).toBeUndefined();
      const before =
        filter.from && filter.to ? { ...filter, from: new Date(2 * filter.from.getTime() - filter.to.getTime()), to: filter.from } : null;
      const expected = panelsOf({
        all: facts,
        facts: reference.matching(facts, filter),
        before: before && reference.matching(facts, before),
        range: filter.from && filter.to ? { from: filter.from, to: filter.to } : null,
        interval: body.data.analytics.interval,
        timeZone,
        slaMs,
        providerOf: (model) => facts.find((fact) => fact.model === model)?.provider ?? null,
      });
      expectEqual(body.data.analytics, expected, `${timeZone} analytics`);
    }
  });
});

/** Statistics with tests of their own against SciPy (comparison.test.ts), and what is put into words. */
const elsewhere = new Set(['successInterval', 'verdict', 'sentence', 'groupComparison', 'interval', 'isPartial', '__typename']);

/** Every field that the page has asked for, beside the expected; percentiles within 1 %. */
function expectEqual(found: unknown, expected: unknown, path: string): void {
  if (Array.isArray(found)) {
    expect(found.length, path).toBe((expected as unknown[]).length);
    found.forEach((value, index) => expectEqual(value, (expected as unknown[])[index], `${path}[${index}]`));
  } else if (typeof found === 'object' && found !== null) {
    for (const [name, value] of Object.entries(found)) {
      if (elsewhere.has(name)) continue;
      if (typeof expected !== 'object' || expected === null || !(name in expected)) expect.fail(`${path}.${name} is not computed here`);
      expectEqual(value, (expected as Record<string, unknown>)[name], `${path}.${name}`);
    }
  } else if (typeof found === 'number' && expected !== null && expected !== undefined) {
    const number = Number(expected);
    const allowed = /\.p\d\dMs$/.test(path) ? number / 100 : Math.max(1e-9, Math.abs(number) * 1e-9);
    if (!(Math.abs(found - number) <= allowed)) expect.fail(`${path}: ${found} for ${number}`);
  } else if (found !== expected) expect(found, path).toEqual(expected);
}
