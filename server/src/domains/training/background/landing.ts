import type { Loop } from '../../../platform/domain.ts';
import { pointLines } from '../record/point-log.ts';
import { settleProgress } from '../record/writer.ts';

/** Lands logged points, so that the log stays short, and writes the last progress when the server stops. */
export const landing: Loop = {
  ...pointLines.landing,
  start: (context) => {
    const running = pointLines.landing.start(context);
    return {
      stop: async () => {
        await running.stop();
        await settleProgress(context.stores).catch(context.onError);
      },
    };
  },
};
