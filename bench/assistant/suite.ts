import { mkdtemp, rm } from 'node:fs/promises';
import { mock } from 'node:test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../../server/src/domains.ts';
import type { ToolContext } from '../../server/src/domains/assistant-tools/types.ts';
import { ask, openTestServer, type TestServer } from '../../server/src/server.testing.ts';
import { openStores } from '../../server/src/platform/store/stores.ts';
import { grade, type Grade } from '../../server/tests/assistant/grade.testing.ts';
import { askAndWait, openScript } from '../../server/tests/assistant/scripted.testing.ts';
import { cases, type Case } from '../../server/tests/assistant/texts.testing.ts';
import { now, openWorld } from '../../server/tests/assistant/world.testing.ts';

/** The server and the model that are asked where a real one is to be measured. */
const real = {
  model: process.env['BENCH_ASSISTANT_MODEL'] ?? null,
  baseUrl: process.env['BENCH_ASSISTANT_URL'] ?? 'http://127.0.0.1:11434/v1',
  apiKey: process.env['BENCH_ASSISTANT_KEY'] ?? null,
  kind: process.env['BENCH_ASSISTANT_KIND'] ?? 'OPENAI_COMPATIBLE',
  toolProtocol: process.env['BENCH_ASSISTANT_TOOLS'] ?? 'NATIVE',
};
const shownWrong = 20;

/** The suite over its world in a server of this process: with the scripted model, and with a real one where one is named. */
export async function runSuite(isScripted: boolean, isReal: boolean): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ftl-bench-assistant-'));
  const stores = await openStores({ dataDir, databaseUrl: null, clickhouseUrl: null });
  const server = await openTestServer({ stores });
  try {
    const context = await openWorld(server);
    if (isScripted) await runScripted(server, context);
    if (isReal && real.model === null)
      console.log(
        'No real model was asked: BENCH_ASSISTANT_MODEL names none (BENCH_ASSISTANT_URL is its server, BENCH_ASSISTANT_KEY its key).',
      );
    else if (isReal) await runReal(server, real.model as string);
  } finally {
    await server.close();
    await stores.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function runScripted(server: TestServer, context: ToolContext): Promise<void> {
  const script = await openScript(server, context);
  try {
    await report('the scripted model', (one) => script.answer(one));
  } finally {
    await script.close();
  }
}

async function runReal(server: TestServer, model: string): Promise<void> {
  const { baseUrl, apiKey, kind, toolProtocol } = real;
  const { body } = await ask(server, 'mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }', {
    variables: { input: { name: 'real', kind, baseUrl, apiKey, toolProtocol, allowedModels: [model] } },
  });
  if (body.errors !== undefined) throw new Error(body.errors[0].message);
  // "yesterday" is measured from the day of the world.
  mock.timers.enable({ apis: ['Date'], now });
  try {
    await report(model, ({ text }) => askAndWait(server, text.startsWith('/') ? `Run ${text}` : text, `real/${model}`));
  } finally {
    mock.timers.reset();
  }
}

async function report(model: string, answer: (one: Case) => Promise<unknown>): Promise<void> {
  const grades: (Grade & { readonly text: string; readonly kind: string })[] = [];
  for (const one of cases) {
    const turn = await answer(one);
    grades.push({ ...grade(turn, one.expected, one.text), text: one.text, kind: one.expected.kind });
  }
  const right = grades.filter(({ isRight }) => isRight).length;
  const wrongNumbers = grades.reduce((sum, { wrongNumberCount }) => sum + wrongNumberCount, 0);
  console.log(
    `${model}: ${right} of ${grades.length} right (${((100 * right) / grades.length).toFixed(1)} %), ${wrongNumbers} wrong numbers shown`,
  );
  console.table(
    Object.fromEntries(
      [...Map.groupBy(grades, ({ kind }) => kind)].map(([kind, of]) => [
        kind,
        { asked: of.length, right: of.filter(({ isRight }) => isRight).length },
      ]),
    ),
  );
  for (const { text, why } of grades.filter(({ isRight }) => !isRight).slice(0, shownWrong)) console.log(`  not right: ${text} (${why})`);
}
