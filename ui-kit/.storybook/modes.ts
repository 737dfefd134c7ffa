/**
 * Every story is looked at by axe as it comes, and once more in every other way in which a reader may have it; no two labels may cover
 * each other, as it comes and enlarged. Runs in tests only, after the story's own play, on the page as that left it.
 */
import { afterEach as runAxe } from '@storybook/addon-a11y/preview';
import type { ReactRenderer } from '@storybook/react-vite';
import type { StoryContext } from 'storybook/internal/types';
import { commands, page } from 'vitest/browser';
import { noOverlaps } from '../src/stories/labels.ts';
import { noticedTexts, noticeTexts } from './contrast.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** What the reader's system asks for, until it is asked for nothing: `{}`. */
    emulateMedia: (media: EmulatedMedia) => Promise<void>;
  }
}

export interface EmulatedMedia {
  readonly forcedColors?: 'active';
  readonly media?: 'print';
}

interface Mode {
  readonly name: string;
  readonly enter: () => Promise<unknown> | void;
  /** Absent: the next story sets the same thing itself. */
  readonly leave?: () => Promise<unknown> | void;
  /** Whether the page really is in it: a mode that is only believed to be on checks nothing. */
  readonly holds: () => boolean;
  /** Whether it changes colours only: then axe is asked for those alone, and where it cannot be shown that they hold. */
  readonly isOfColors?: true;
  /** What axe does not look for. */
  readonly refuses?: () => string | null;
}

/** What broke is described node by node; what held is only counted, which costs a third less. */
const VIOLATIONS_ONLY = { resultTypes: ['violations'] };

/** A theme, forced colours and paper change colours only. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

const setTheme = (theme: string) => {
  for (const element of document.querySelectorAll<HTMLElement>('html, .story-ground')) element.dataset['theme'] = theme;
};
const inTheme = (theme: string, own: string): Mode => ({
  name: `the ${theme} theme`,
  isOfColors: true,
  enter: () => setTheme(theme),
  leave: () => setTheme(own),
  holds: () => getComputedStyle(document.querySelector('.story-ground') ?? document.body).colorScheme === theme,
});
const emulated = (name: string, media: EmulatedMedia, query: string): Mode => ({
  name,
  isOfColors: true,
  enter: () => commands.emulateMedia(media),
  leave: () => commands.emulateMedia({}),
  holds: () => matchMedia(query).matches,
});

/** At 200 % a window has half as many CSS px each way. */
const zoomed: Mode = {
  // Not left: the addon gives each story its window before it is drawn, and going back would only draw this chart once more.
  name: '200 % zoom',
  enter: () => page.viewport(500, 350),
  holds: () => innerWidth === 500,
  // A page that must be scrolled both ways is not readable when enlarged (WCAG 1.4.10); a table may scroll inside itself.
  refuses: () => {
    noOverlaps(document.body);
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? `the page is ${scrollWidth} px wide in a window of ${clientWidth} px` : null;
  },
};

/** Storybook's panel shows each report; a test fails with the violation itself, and would only send every report to Node. */
const QUIET = { addReport: () => {} } as unknown as StoryContext<ReactRenderer>['reporting'];

/** Drawn again after the change: sizes are observed, and then rendered. */
const drawn = () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

export async function checkModes(story: StoryContext<ReactRenderer>): Promise<void> {
  const askAxe = (
    changes: { readonly config?: object; readonly rules?: readonly string[]; readonly include?: readonly Element[] } = {},
  ) => {
    const { config = {}, rules, include } = changes;
    const options = { ...VIOLATIONS_ONLY, ...(rules !== undefined && { runOnly: { type: 'rule', values: rules } }) };
    const a11y = { test: 'error', config, options, ...(include !== undefined && { context: { include } }) };
    return runAxe({ ...story, reporting: QUIET, parameters: { ...story.parameters, a11y } });
  };
  /** Of the texts of which it is not clear whether they stand out; null: of the whole page. */
  const askAboutColors = async (doubtful: readonly Element[] | null): Promise<void> => {
    if (doubtful === null) return askAxe({ rules: COLOR_RULES });
    if (doubtful.length > 0) await askAxe({ rules: ['color-contrast'], include: doubtful });
    if (document.body.querySelector('a[href], [role=link]') !== null) await askAxe({ rules: ['link-in-text-block'] });
  };
  await askAxe({ config: noticeTexts() });
  const texts = noticedTexts();
  // A story in the dark is the twin of one in light, which has come here or will.
  if (story.globals['theme'] === 'dark') return;
  noOverlaps(document.body);
  const modes = [
    inTheme('dark', 'light'),
    emulated('forced colours', { forcedColors: 'active' }, '(forced-colors: active)'),
    emulated('print', { media: 'print' }, 'print'),
    // A story for a phone is as narrow as this already.
    ...(Number(story.parameters['width'] ?? Infinity) <= 400 ? [] : [zoomed]),
  ];
  for (const { name, enter, leave, holds, isOfColors = false, refuses } of modes) {
    await enter();
    try {
      await drawn();
      if (!holds()) throw new Error('the page is not in this mode');
      if (!isOfColors) await askAxe();
      else await askAboutColors(texts.doubtful());
      const refusal = refuses?.() ?? null;
      if (refusal !== null) throw new Error(refusal);
    } catch (error) {
      throw new Error(`With ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    } finally {
      await leave?.();
    }
  }
}
