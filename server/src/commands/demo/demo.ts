import { sendOperation, type ServerAddress } from 'importer/client';
import { createProgress, type Screen } from '../importer/progress.ts';
import { aboutMessage, lookBefore, settingFor, type Before } from './about.ts';
import { sendAnnotation } from './annotation.ts';
import { nothing, sendPast, type Events } from './backfill.ts';
import { sendBoard } from './board.ts';
import { sendBenchmarks } from './benchmarks.ts';
import { runStudy } from './study.ts';
import { sendAlerts } from './alerts.ts';
import { sendContinual } from './continual.ts';
import { sendCohorts } from './cohorts.ts';
import { sendDatasets } from './datasets.ts';
import { sendEvaluations } from './evaluations.ts';
import { sendExperiments } from './experiments.ts';
import { sendExports } from './exports.ts';
import { sendJudges } from './judges.ts';
import { sendHistory } from './history.ts';
import { LiveFeed } from './feed.ts';
import type { Flags } from './flags.ts';
import { runLive } from './live.ts';
import { loopOnce } from './loop.ts';
import { sendMetrics } from './metrics.ts';
import { sendPrompts } from './prompts.ts';
import { registerModels } from './registry.ts';
import { hourMs } from './rhythm.ts';
import type { Setting } from './story.ts';
import { sendTransfers } from './transfers.ts';
import { trainOnce } from './training.ts';
import { environments, simulationOf, type Simulation } from './visits.ts';

export interface Surroundings {
  readonly screen: Screen;
  /** Stops it: between two batches of the past, or while live. */
  readonly signal: AbortSignal;
  readonly now?: () => number;
}

/**
 * Says what it will send, sends the past, then goes on live until stopped. The past of a seed is the same every time: sending
 * it again changes nothing, and hours that no run saw are filled in.
 *
 * Errors  throws `ServerProblem` when no server answers, or it refuses.
 */
export async function runDemo(
  server: ServerAddress,
  flags: Flags,
  { screen, signal, now = Date.now }: Surroundings,
): Promise<{ rejectedCount: number }> {
  const show = new Show(screen);
  const before = await lookBefore(server, flags.seed);
  const setting = settingFor(flags, before, now());
  const simulation = simulationOf(setting);
  show.line(announcement(server, flags, before, setting));
  await registerModels(server, before, simulation.story);
  await sendOperation(server, 'mutation DemoAbout($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
    messages: [aboutMessage(setting)],
  });

  const { fromMs, toMs } = simulation.story.past;
  await sendPrompts(server);
  if (before.setting === null) {
    await sendBoard(server, simulation.story);
    await sendHistory(server, simulation.story, setting.seed);
  }
  await sendBenchmarks(server, simulation.story, setting.seed);
  await sendContinual(server, simulation.story, setting.seed);
  await sendTransfers(server, simulation.story, setting.seed);
  let rest = await show.past(server, simulation, { fromMs, toMs, signal }, `The past ${setting.days} days`);
  if (!signal.aborted) {
    const named = { seed: setting.seed, environment: environments.main };
    await sendAnnotation(server, named);
    await sendExports(server, simulation.story, named);
    await sendDatasets(server, named);
    const hasMetric = await sendMetrics(server);
    await sendExperiments(server, simulation.story, { userCount: simulation.userCount, hasMetric });
    await sendAlerts(server);
    await sendEvaluations(server);
    await sendCohorts(server, simulation.story, setting.seed, simulation.userCount);
    await runStudy(server, setting.seed);
    await sendJudges(server, named);
  }
  if (before.setting !== null) {
    // Conversations that were open when the first past ended belong to the first run.
    rest = nothing();
    const quietFromMs = Math.max(toMs, Math.ceil((before.latestAtMs ?? toMs) / hourMs) * hourMs);
    if (now() - quietFromMs > hourMs)
      rest = await show.past(server, simulation, { fromMs: quietFromMs, toMs: now(), signal }, 'Since the last run');
  }
  const training = { seed: setting.seed, signal, say: (text: string) => show.line(text) };
  const loop = (): Promise<void> =>
    loopOnce(server, training).catch((error: unknown) =>
      show.line(`The loop ended early: ${error instanceof Error ? error.message : String(error)}`),
    );
  if (flags.isLoop && !signal.aborted) await loop();
  if (flags.isLive && !signal.aborted) {
    const feed = new LiveFeed(simulation, { startedAtMs: now(), conversationsPerMinute: flags.rate, rest });
    show.line(`Live: ${flags.rate} conversations a minute. Ctrl-C stops it.`);
    const trained = flags.isTraining
      ? trainOnce(server, training)
          .catch((error: unknown) => show.line(`The training ended early: ${error instanceof Error ? error.message : String(error)}`))
          .then(loop)
      : null;
    await show.live(server, feed, signal);
    await trained;
  }
  return { rejectedCount: show.rejectedCount };
}

/** What is about to be sent, where, and how to tell it from real data. */
function announcement(server: ServerAddress, flags: Flags, before: Before, setting: Setting): string {
  const lines = [
    `Simulated data for the workspace “${before.workspaceName}” at ${server.url}`,
    '',
    `  About ${count(setting.messages)} messages over ${setting.days} days up to ${new Date(setting.anchorMs).toISOString().slice(0, 16).replace('T', ' ')} UTC${flags.isLive ? `, then ${flags.rate} conversations a minute, live` : ''}.`,
    `  None of it is real: invented customers of an invented airline. Its environments are ${environments.main} and ${environments.staging},`,
    `  its ids begin with demo-${setting.seed}-, its metadata say { "simulated": true }. docs/demo.md says what is in it and how to remove it.`,
  ];
  if (before.setting !== null) {
    lines.push(`  Seed ${setting.seed} is there already; sending its past again changes nothing.`);
    if ([...flags.chosen].some((name) => flags[name] !== setting[name]))
      lines.push('  Its --days and --messages stay as they were: use another --seed for another size.');
  } else if (before.messageCount > 0) {
    lines.push(`  The workspace holds ${count(before.messageCount)} other messages; a view without a filter will count both.`);
  }
  return `${lines.join('\n')}\n`;
}

const maxRejectionsShown = 5;
const lineEveryMs = 60_000;

/** What the person at the terminal sees. */
class Show {
  rejectedCount = 0;
  readonly #screen: Screen;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  line(text: string): void {
    this.#screen.write(`${this.#screen.isTerminal ? '\r\u001b[2K' : ''}${text}\n`);
  }

  async past(
    server: ServerAddress,
    simulation: Simulation,
    span: { fromMs: number; toMs: number; signal: AbortSignal },
    label: string,
  ): Promise<Events> {
    const startedAt = performance.now();
    const progress = createProgress(this.#screen, label);
    const { sent, rest } = await sendPast(server, simulation, span, {
      progress: (share, sentCount) => progress.show(share, sentCount),
      rejected: (reason) => this.#rejected(reason),
    });
    progress.end();
    const of = ({ accepted, updated }: { accepted: number; updated: number }): string => `${count(accepted)} new, ${count(updated)} known`;
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    this.line(
      `${label}: messages ${of(sent.message)}; evaluations ${of(sent.evaluation)}; ${count(sent.span.accepted)} spans; ${sent.rejectedCount} rejected; ${seconds} s`,
    );
    return rest;
  }

  async live(server: ServerAddress, feed: LiveFeed, signal: AbortSignal): Promise<void> {
    let shownAt = Date.now();
    const total = await runLive(server, feed, {
      signal,
      onCounts: ({ messages, evaluations, spans, held }) => {
        const text = `live  ${count(messages)} messages  ${count(evaluations)} evaluations  ${count(spans)} spans${held > 0 ? `  ${count(held)} held` : ''}`;
        if (this.#screen.isTerminal) return this.#screen.write(`\r\u001b[2K${text}`);
        if (Date.now() - shownAt < lineEveryMs) return;
        shownAt = Date.now();
        this.line(text);
      },
      onAway: (problem) => this.line(`${problem}\nNew messages are kept, and sent when the server is back.`),
      onBack: (heldCount) => this.line(`The server is back; ${count(heldCount)} held messages and evaluations were sent.`),
      onRejected: (reason) => this.#rejected(reason),
    });
    const dropped = total.dropped > 0 ? `; ${count(total.dropped)} messages were given up while the server was away` : '';
    this.line(`Stopped after ${count(total.messages)} live messages and ${count(total.evaluations)} evaluations${dropped}.`);
  }

  #rejected(reason: string): void {
    this.rejectedCount += 1;
    if (this.rejectedCount <= maxRejectionsShown) this.line(`Rejected: ${reason}`);
  }
}

const count = (value: number): string => value.toLocaleString('en');
