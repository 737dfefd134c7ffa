import { ServerProblem, type ServerAddress } from '../importer/client.ts';
import { createProgress, type Screen } from '../importer/progress.ts';
import { aboutMessage, lookBefore, settingFor, type Before } from './about.ts';
import { sendPast, type Events } from './backfill.ts';
import { LiveFeed } from './feed.ts';
import { FlagError, flagList, readFlags, type Flags } from './flags.ts';
import { runLive } from './live.ts';
import { registerModels } from './registry.ts';
import { dayMs, hourMs } from './rhythm.ts';
import type { Setting } from './story.ts';
import { environments, simulationOf, type Simulation } from './visits.ts';
import { sendOperation } from '../importer/client.ts';

const usage = `Sends simulated conversations of an invented application to a running server, so that there is something to look at.

  pnpm demo [flags]

${flagList}

Environment: FTL_URL (http://127.0.0.1:4000), FTL_API_KEY (none is needed on the server's own machine).
Everything it sends is in the environments ${environments.main} and ${environments.staging}, with { "simulated": true } in its metadata.`;

const screen: Screen = { isTerminal: process.stdout.isTTY === true, columns: process.stdout.columns || 80, write: (text) => process.stdout.write(text) };
const say = (text: string): void => console.log(text);
const count = (value: number): string => value.toLocaleString('en');

try {
  const flags = readFlags(process.argv.slice(2));
  if (flags === null) say(usage);
  else await demo(flags, { url: (process.env['FTL_URL'] || 'http://127.0.0.1:4000').replace(/\/+$/, ''), apiKey: process.env['FTL_API_KEY'] || null });
} catch (error) {
  if (!(error instanceof ServerProblem || error instanceof FlagError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function demo(flags: Flags, server: ServerAddress): Promise<void> {
  const before = await lookBefore(server, flags.seed);
  const setting = settingFor(flags, before, Date.now());
  const simulation = simulationOf(setting);
  announce(server, flags, before, setting);
  await registerModels(server, before, simulation.story);
  await sendOperation(server, 'mutation DemoAbout($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', { messages: [aboutMessage(setting)] });
  const { fromMs, toMs } = simulation.story.past;
  let rest = await sendSpan(server, simulation, fromMs, toMs, `The past ${setting.days} days`);
  const gapFromMs = before.latestAtMs === null ? toMs : Math.max(toMs, Math.ceil(before.latestAtMs / hourMs) * hourMs);
  if (before.setting === null) rest = rest;
  if (before.setting !== null) {
    rest = { messages: [], evaluations: [] };
    if (Date.now() - gapFromMs > hourMs) rest = await sendSpan(server, simulation, gapFromMs, Date.now(), 'Since the last run');
  }
  if (flags.isLive) await live(server, simulation, flags.rate, rest);
}

/** Says what is about to be sent, where, and how to tell it from real data, before any of it is sent. */
function announce(server: ServerAddress, flags: Flags, before: Before, setting: Setting): void {
  say(`Simulated data for the workspace “${before.workspaceName}” at ${server.url}

  About ${count(setting.messages)} messages over ${setting.days} days up to ${new Date(setting.anchorMs).toISOString().slice(0, 16).replace('T', ' ')} UTC${flags.isLive ? `, then ${flags.rate} conversations a minute, live` : ''}.
  None of it is real: invented customers of an invented airline. Its environments are ${environments.main} and ${environments.staging},
  its ids begin with demo-${setting.seed}-, its metadata say { "simulated": true }. docs/demo.md says what is in it and how to remove it.`);
  if (before.setting !== null) {
    const isOther = flags.chosen.has('days') && flags.days !== setting.days ? true : flags.chosen.has('messages') && flags.messages !== setting.messages;
    say(`  Seed ${setting.seed} is there already; sending its past again changes nothing.${isOther ? ` Its --days and --messages stay as they were: use another --seed for another size.` : ''}`);
  } else if (before.messageCount > 0) {
    say(`  The workspace holds ${count(before.messageCount)} other messages; a view without a filter will count both.`);
  }
  say('');
}

async function sendSpan(server: ServerAddress, simulation: Simulation, fromMs: number, toMs: number, label: string): Promise<Events> {
  const startedAt = performance.now();
  const progress = createProgress(screen, label);
  let rejectedCount = 0;
  const { sent, rest } = await sendPast(server, simulation, fromMs, toMs, {
    progress: (share, sentCount) => progress.show(share, sentCount),
    rejected: (reason) => {
      rejectedCount += 1;
      if (rejectedCount <= 5) progress.line(`Rejected: ${reason}`);
    },
  });
  progress.end();
  const { message, evaluation } = sent;
  const of = ({ accepted, updated }: { accepted: number; updated: number }): string => `${count(accepted)} new, ${count(updated)} known`;
  say(`${label}: messages ${of(message)}; evaluations ${of(evaluation)}; ${rejectedCount} rejected; ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  if (rejectedCount > 0) process.exitCode = 1;
  return rest;
}

async function live(server: ServerAddress, simulation: Simulation, conversationsPerMinute: number, rest: Events): Promise<void> {
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort()).once('SIGTERM', () => stopping.abort());
  say(`Live: ${conversationsPerMinute} conversations a minute. Ctrl-C stops it.`);
  const clear = (): void => {
    if (screen.isTerminal) screen.write('\r\u001b[2K');
  };
  let toldAt = Date.now();
  const feed = new LiveFeed(simulation, { startedAtMs: Date.now(), conversationsPerMinute, rest });
  const total = await runLive(server, feed, {
    signal: stopping.signal,
    onCounts: ({ messages, evaluations, held }) => {
      const line = `live  ${count(messages)} messages  ${count(evaluations)} evaluations${held > 0 ? `  ${count(held)} held` : ''}`;
      if (screen.isTerminal) screen.write(`\r\u001b[2K${line}`);
      else if (Date.now() - toldAt >= 60_000) {
        toldAt = Date.now();
        say(line);
      }
    },
    onAway: (problem) => {
      clear();
      say(`${problem}\nWhat is said meanwhile is held, and sent when the server is back.`);
    },
    onBack: (heldCount) => {
      clear();
      say(`The server is back; ${count(heldCount)} held messages and evaluations are sent.`);
    },
    onRejected: (reason) => {
      clear();
      say(`Rejected: ${reason}`);
    },
  });
  clear();
  say(`Stopped after ${count(total.messages)} live messages and ${count(total.evaluations)} evaluations${total.dropped > 0 ? `; ${count(total.dropped)} messages were given up while the server was away` : ''}.`);
}
