import type { Loop } from '../../../platform/domain.ts';
import { pause } from '../../../platform/store/pause.ts';
import { pointLogOf } from '../record/point-log.ts';
import { settleProgress } from '../record/writer.ts';

/** Between two landings that no query needed: each makes a part in every table of points, however little it writes. */
const everyMs = 2_000;

/** Lands logged points, so that the log stays short, and writes the last progress when the server stops. */
export const landing: Loop = {
  name: 'points',
  start: ({ stores, onPassed, onError }) => {
    const stopping = new AbortController();
    const run = async (): Promise<void> => {
      for (await pause(everyMs, stopping.signal); !stopping.signal.aborted; await pause(everyMs, stopping.signal))
        await pointLogOf(stores).land().then(onPassed, onError);
      await settleProgress(stores).catch(onError);
    };
    const done = run();
    return {
      stop: async () => {
        stopping.abort();
        await done;
      },
    };
  },
  drain: (stores) => pointLogOf(stores).land(),
};
