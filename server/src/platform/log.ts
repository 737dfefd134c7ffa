import pino, { type DestinationStream, type Logger } from 'pino';
import { storeUnavailableIn } from './store/unavailable.ts';

/**
 * The server's log. A failure caused only by an unavailable store is no record of its own, whatever reports it: the store says once that it
 * is away and once that it is back (platform/store/availability.ts). At the level `debug` all of it is there.
 */
export function createLogger(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      name: 'fine-tune-lab',
      hooks: {
        logMethod(args, log, levelNumber) {
          const { err } = (args[0] ?? {}) as { err?: unknown };
          if (levelNumber <= this.levels.values['debug']! || storeUnavailableIn(err) === null) log.apply(this, args);
          else this.debug(...args);
        },
      },
    },
    destination,
  );
}
