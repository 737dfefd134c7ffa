import { visible } from 'ui-kit/visible';

/** Where progress is shown: a terminal is drawn over, anything else gets a line now and then. */
export interface Screen {
  isTerminal: boolean;
  columns: number;
  write(text: string): void;
}

/** Rejected records that are written out for each file; the rest are counted. */
export const shownRejections = 50;

export interface Progress {
  /** `share` 0 to 1. */
  show(share: number, recordCount: number): void;
  /** Takes the bar away, writes a line, and brings the bar back with the next `show`. */
  line(text: string): void;
  end(): void;
}

const drawEveryMs = 100;
const lineEveryMs = 5_000;
const barWidth = 28;

/** A line as a terminal shows it: names in a file can hold what moves its cursor or turns the line around. */
export const shown = (text: string): string => visible(text).replaceAll(/[\t\n\v\f\r]/g, ' ');

export function createProgress(screen: Screen, name: string, now: () => number = Date.now): Progress {
  const label = shown(name);
  const startedAt = now();
  let shownAt = screen.isTerminal ? 0 : startedAt;
  let isDrawn = false;
  const clear = (): void => {
    if (isDrawn) screen.write('\r\u001b[2K');
    isDrawn = false;
  };
  return {
    show(share, recordCount) {
      const at = now();
      if (at - shownAt < (screen.isTerminal ? drawEveryMs : lineEveryMs)) return;
      shownAt = at;
      const perSecond = Math.round(recordCount / Math.max(0.001, (at - startedAt) / 1_000));
      const numbers = `${Math.floor(share * 100)} %  ${recordCount.toLocaleString('en')} records  ${perSecond.toLocaleString('en')}/s`;
      if (!screen.isTerminal) return screen.write(`${label}  ${numbers}\n`);
      const filled = Math.round(share * barWidth);
      screen.write(
        `\r\u001b[2K${`${label}  [${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}]  ${numbers}`.slice(0, Math.max(20, screen.columns - 1))}`,
      );
      isDrawn = true;
    },
    line(text) {
      clear();
      screen.write(`${shown(text)}\n`);
    },
    end: clear,
  };
}
