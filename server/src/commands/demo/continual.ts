import { sendOperation, type ServerAddress } from 'importer/client';
import { Random } from './random.ts';
import type { Story } from './story.ts';

const tasks = ['bookings', 'baggage', 'refunds'] as const;
const start = [0.34, 0.28, 0.22];
/** What a task gains by its own learning, what it gains by that of others, and what it loses by it. */
const gain = 0.52;
const carried = 0.05;
const lost = 0.16;
const stepsOfTask = 600;
const every = 50;
const updateCount = 36;

/**
 * A simulated session of the model that goes on learning: three tasks one after the other, each forgotten in part by the next, and the
 * updates of the model in use. The same seed gives the same session.
 */
export async function sendContinual(server: ServerAddress, { past }: Pick<Story, 'past'>, seed: number): Promise<void> {
  const { saveContinualSession: session } = await sendOperation<{ saveContinualSession: { id: string } }>(
    server,
    'mutation DemoContinual($input: ContinualSessionInput!) { saveContinualSession(input: $input) { id } }',
    {
      input: {
        externalId: `demo-${seed}-continual`,
        name: 'demo: support that goes on learning',
        model: 'support-8b-dpo',
        tasks,
        notes: 'Simulated.',
        startedAt: new Date(past.fromMs),
      },
    },
  );
  await sendOperation(server, 'mutation DemoScores($input: ContinualScoresInput!) { logContinualScores(input: $input) { accepted } }', {
    input: { continualSessionId: session.id, scores: scoresOf(past, seed) },
  });
  await sendOperation(server, 'mutation DemoUpdates($input: ContinualUpdatesInput!) { logContinualUpdates(input: $input) { accepted } }', {
    input: { continualSessionId: session.id, updates: updatesOf(past, seed) },
  });
}

function scoresOf({ fromMs, toMs }: Story['past'], seed: number): object[] {
  const random = new Random(seed, 'continual');
  const last = tasks.length * stepsOfTask;
  const scores: object[] = [];
  for (let step = 0; step <= last; step += every) {
    const place = step === 0 ? -1 : Math.min(tasks.length - 1, Math.floor((step - 1) / stepsOfTask));
    const at = new Date(fromMs + ((toMs - fromMs) * step) / last);
    for (const [own, task] of tasks.entries()) {
      const noise = (random.uniform() - 0.5) * 0.02;
      const accuracy = Math.min(0.99, Math.max(0.01, accuracyAt(own, step) + noise));
      scores.push({ step, task, ...(place >= 0 && { stage: tasks[place] }), accuracy, at });
    }
  }
  return scores;
}

/** Without noise: a curve of learning in its own stage, a little gain before it and a fall in each stage after it. */
function accuracyAt(own: number, step: number): number {
  const part = (stage: number): number => Math.min(1, Math.max(0, step / stepsOfTask - stage));
  const before = Array.from({ length: own }, (_, stage) => carried * part(stage)).reduce((sum, one) => sum + one, 0);
  const after = Array.from({ length: tasks.length - own - 1 }, (_, place) => lost * (1 - Math.exp(-4 * part(own + 1 + place)))).reduce(
    (sum, one) => sum + one,
    0,
  );
  return (start[own] as number) + before + gain * (1 - Math.exp(-3.5 * part(own))) - after;
}

function updatesOf({ fromMs, toMs }: Story['past'], seed: number): object[] {
  const random = new Random(seed, 'continual updates');
  return Array.from({ length: updateCount }, (_, number) => {
    const status = random.happens(0.08) ? 'FAILED' : random.happens(0.1) ? 'ROLLED_BACK' : 'SUCCEEDED';
    const before = 0.55 + (0.2 * number) / updateCount + random.uniform() * 0.02;
    const after = before + (status === 'ROLLED_BACK' ? -0.06 : 0.002) + random.uniform() * 0.02;
    const feedbackCount = 20 + Math.floor(random.uniform() * 60);
    const mistakeCount = 10 + Math.floor(random.uniform() * 20);
    return {
      externalId: `demo-${seed}-update-${number + 1}`,
      status,
      at: new Date(fromMs + ((toMs - fromMs) * (number + 1)) / (updateCount + 1)),
      task: tasks[Math.floor((number * tasks.length) / updateCount)],
      feedbackCount,
      positiveCount: Math.floor(feedbackCount * (0.55 + random.uniform() * 0.3)),
      ...(status === 'FAILED'
        ? { error: 'The loss is not a number.' }
        : { before, after, mistakeCount, fixedCount: Math.floor(mistakeCount * (0.4 + random.uniform() * 0.4)) }),
    };
  });
}
