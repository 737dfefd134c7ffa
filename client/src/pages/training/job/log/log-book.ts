export interface LogLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Lines after a number, in their order; a failure in words. */
export type ReadLines = (after: number, count: number) => Promise<readonly LogLine[] | { readonly failure: string }>;

export interface LogBook {
  readonly subscribe: (listener: () => void) => () => void;
  /** Changes whenever a line or a failure comes. */
  readonly version: () => number;
  /** undefined: not read yet; null: it is not there, although later lines are. */
  readonly text: (line: number) => string | null | undefined;
  /** The lines in view, of `lastLine` in all: what is missing of them is read. */
  readonly show: (firstLine: number, endLine: number, lastLine: number) => void;
  readonly failure: () => string | null;
  readonly retry: () => void;
}

export const PAGE_LINES = 500;
/** The most lines that one request gives. */
export const MOST_LINES = 5_000;
/** Pages that are kept; those that were seen longest ago go first. */
export const MOST_PAGES = 120;
const MOST_READING = 2;

interface Page {
  readonly texts: (string | undefined)[];
  /** Number of the last line of the page that was read; one before its first: none. */
  upTo: number;
  isReading: boolean;
  /** The last line that was there when the page was read in vain: nothing more is asked until another comes. */
  vainAt: number;
}

/** Keeps the lines of a log that are looked at: reads pages as they come into view, and forgets those that were left long ago. */
export function openLog(read: ReadLines): LogBook {
  const pages = new Map<number, Page>();
  const listeners = new Set<() => void>();
  let version = 0;
  let failure: string | null = null;
  let reading = 0;
  let shown: { first: number; end: number; last: number } = { first: 0, end: 0, last: 0 };

  const tell = (): void => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const pageOf = (index: number): Page => {
    let page = pages.get(index);
    if (page === undefined) page = { texts: [], upTo: index * PAGE_LINES, isReading: false, vainAt: -1 };
    // Last in the order of the map: seen last.
    pages.delete(index);
    pages.set(index, page);
    for (const old of pages.keys()) {
      if (pages.size <= MOST_PAGES) break;
      if (pages.get(old)?.isReading !== true) pages.delete(old);
    }
    return page;
  };
  const advance = (): void => {
    if (failure !== null) return;
    const [from, to] = [Math.floor(shown.first / PAGE_LINES), Math.floor(Math.max(shown.first, shown.end - 1) / PAGE_LINES)];
    for (let index = from; index <= to && reading < MOST_READING; index += 1) {
      const page = pageOf(index);
      const wanted = Math.min((index + 1) * PAGE_LINES, shown.last);
      if (page.isReading || page.upTo >= wanted || page.vainAt === shown.last) continue;
      page.isReading = true;
      reading += 1;
      void fill(index, page, shown.last);
    }
  };
  const fill = async (index: number, page: Page, last: number): Promise<void> => {
    const end = (index + 1) * PAGE_LINES;
    const answer = await read(page.upTo, end - page.upTo);
    reading -= 1;
    page.isReading = false;
    if ('failure' in answer) failure = answer.failure;
    else {
      let isVain = true;
      for (const { line, text } of answer) {
        // Lines of a later page come where some of this one are missing.
        if (line > end) break;
        page.texts[line - 1 - index * PAGE_LINES] = text;
        page.upTo = Math.max(page.upTo, line);
        isVain = false;
      }
      if (isVain) page.vainAt = last;
    }
    tell();
    advance();
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
    text: (line) => {
      const page = pages.get(Math.floor((line - 1) / PAGE_LINES));
      if (page === undefined) return undefined;
      const isLookedFor = page.isReading || (page.upTo < line && page.vainAt !== shown.last);
      return page.texts[(line - 1) % PAGE_LINES] ?? (isLookedFor ? undefined : null);
    },
    show: (firstLine, endLine, lastLine) => {
      shown = { first: Math.max(0, firstLine - 1), end: Math.max(0, endLine - 1), last: lastLine };
      advance();
    },
    failure: () => failure,
    retry: () => {
      failure = null;
      tell();
      advance();
    },
  };
}
