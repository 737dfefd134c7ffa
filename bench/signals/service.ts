import { folderNamed, openOnce, type Dataset } from '../overview/dataset.ts';
import { watchCpu, type CpuTime } from '../trickle/cpu.ts';
import { judgeShortUntil, judgeUntil } from '../../server/src/domains/signals/tests/judging.testing.ts';
import { inWorkspace } from '../../server/src/platform/store/scope.ts';
import { fillTraffic, traffic } from './service/traffic.ts';

const hourMs = 3_600_000;
const hours = Number(process.env['BENCH_SIGNAL_HOURS'] ?? 6);
const minutes = Number(process.env['BENCH_SIGNAL_MINUTES'] ?? 20);
const minuteMs = 60_000;
const targets = { catchUpSeconds: 60, coreShare: 0.1 };

/**
 * What it costs to watch 500 series of a workspace: 30 days that are learned at once, then hour after hour. CPU time of the process (ClickHouse in it)
 * and of PostgreSQL, which other programs of the machine don't change.
 */
export async function service(): Promise<void> {
  const name = `signals-${traffic.days}-${traffic.models}-${traffic.messagesAnHour}-1`;
  const dataset = await openOnce(name, 'messages of 54 models', (filling) =>
    fillTraffic(filling, traffic.until - traffic.days * 24 * hourMs, traffic.until + 24 * hourMs),
  );
  try {
    await measured(dataset, folderNamed(name));
  } finally {
    await dataset.stores.close();
  }
}

async function measured({ stores, workspaceId }: Dataset, folder: string): Promise<void> {
  await inWorkspace(workspaceId, async () => {
    await stores.prisma.anomaly.deleteMany({ where: { workspaceId } });
    await stores.prisma.watchedSeries.deleteMany({ where: { workspaceId } });
    await stores.prisma.signalProgress.deleteMany({ where: { workspaceId } });
  });
  const context = { stores, live: { publish: () => {} } as never };
  const cpuOf = async (work: () => Promise<void>): Promise<CpuTime> => {
    const cpu = await watchCpu(process.pid, folder);
    await work();
    return cpu.stop();
  };
  const caughtUp = await cpuOf(() => judgeUntil(context, workspaceId, traffic.until));
  const series = await inWorkspace(workspaceId, () => stores.prisma.watchedSeries.count({ where: { workspaceId } }));
  console.log(`\n${series} series are watched, ${traffic.messagesAnHour} messages an hour of each of ${traffic.models} models`);
  console.log(`  catch-up of ${traffic.days} days: ${shown(caughtUp)}; target < ${targets.catchUpSeconds} s`);
  const hourly = await cpuOf(async () => {
    for (let hour = 1; hour <= hours; hour += 1) await judgeUntil(context, workspaceId, traffic.until + hour * hourMs);
  });
  const anHour = secondsOf(hourly) / hours;
  console.log(`  an hour: ${shown(hourly, hours)}; ${(anHour / 36).toFixed(2)} % of a core`);
  // All of them by the minute, however many messages they have, is the most work there can be; their hours give what is expected.
  await inWorkspace(workspaceId, () =>
    stores.prisma.watchedSeries.updateMany({ where: { workspaceId, bucketMs: hourMs }, data: { shortMs: minuteMs, shortState: null } }),
  );
  const begun = traffic.until + (hours + 1) * hourMs;
  await judgeUntil(context, workspaceId, begun);
  const learned = await cpuOf(() => judgeShortUntil(context, workspaceId, begun + minuteMs));
  console.log(`  34 hours of minutes, from which is learned how rare a distance is: ${shown(learned)}`);
  console.log(`  catch-up in all: ${(secondsOf(caughtUp) + secondsOf(learned)).toFixed(1)} s of CPU; target < ${targets.catchUpSeconds} s`);
  const minutely = await cpuOf(async () => {
    for (let minute = 2; minute <= minutes + 1; minute += 1) await judgeShortUntil(context, workspaceId, begun + minute * minuteMs);
  });
  const aMinute = secondsOf(minutely) / minutes;
  console.log(`  a minute: ${shown(minutely, minutes)}; ${((100 * aMinute) / 60).toFixed(2)} % of a core`);
  console.log(
    `  in all: ${((100 * aMinute) / 60 + anHour / 36).toFixed(2)} % of a core; target < ${100 * targets.coreShare} %; found meanwhile: ${await inWorkspace(workspaceId, () => stores.prisma.anomaly.count({ where: { workspaceId } }))}`,
  );
}

const secondsOf = ({ serverSeconds, postgresSeconds }: CpuTime): number => serverSeconds + postgresSeconds;

function shown({ serverSeconds, postgresSeconds, elapsedSeconds, byThread }: CpuTime, times = 1): string {
  const each = (seconds: number): string => (seconds / times).toFixed(2);
  const threads = [...byThread].slice(0, 4).map(([name, seconds]) => `${name} ${each(seconds)}`);
  return `${each(serverSeconds + postgresSeconds)} s of CPU (PostgreSQL ${each(postgresSeconds)}; ${threads.join(', ')}), ${each(elapsedSeconds)} s by the clock`;
}
