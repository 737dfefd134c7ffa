import type { Page } from 'playwright';

/** What a picture needs to know of the server it is taken from. */
export interface Subject {
  readonly address: string;
  /** A conversation and a message in it; null on an empty server. */
  readonly conversationId: string | null;
  readonly messageExternalId: string | null;
  readonly model: string | null;
  /** A trace, the call of a model in it that came last, and a span of it that failed; null where there is none. */
  readonly trace: {
    readonly id: string;
    readonly modelCallId: string | null;
    readonly errorId: string | null;
    /** Another trace, best of the same name. */
    readonly otherId: string | null;
    readonly sessionId: string | null;
  } | null;
}

export interface Screen {
  readonly name: string;
  /** null: this server can't show it. */
  readonly path: (subject: Subject) => string | null;
  /** What stands on the page once it is there. */
  readonly waitsFor?: string;
  /** Opens a menu, a dialog. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** Only as wide as a desk, in one theme: for states and dialogs. */
  readonly once?: boolean;
  /** `empty`: taken from a server without messages. `loading`, `failing`: the API is held back or answers 500. */
  readonly state?: 'empty' | 'loading' | 'failing';
}

const always = (path: string) => (): string => path;
const conversation = ({ conversationId, messageExternalId }: Subject): string | null =>
  conversationId === null
    ? null
    : `/conversations/${encodeURIComponent(conversationId)}?message=${encodeURIComponent(messageExternalId ?? '')}`;
const model = ({ model: name }: Subject): string | null => (name === null ? null : `/models/${encodeURIComponent(name)}?range=all`);
const trace =
  (search: (trace: NonNullable<Subject['trace']>) => string | null) =>
  ({ trace: one }: Subject): string | null => {
    const found = one === null ? null : search(one);
    return one === null || found === null ? null : `/traces/${one.id}${found}`;
  };

const pages: readonly Screen[] = [
  { name: 'overview', path: always('/?range=all') },
  { name: 'messages', path: always('/messages?range=all') },
  { name: 'traces', path: always('/traces?range=all') },
  { name: 'trace', path: trace(({ modelCallId }) => (modelCallId === null ? '' : `?span=${modelCallId}`)) },
  {
    name: 'compared-traces',
    path: ({ trace: one }) => (one?.otherId == null ? null : `/traces/compare?left=${one.id}&right=${one.otherId}`),
  },
  { name: 'session', path: ({ trace: one }) => (one?.sessionId == null ? null : `/sessions/${encodeURIComponent(one.sessionId)}`) },
  { name: 'conversation', path: conversation },
  { name: 'training', path: always('/training') },
  { name: 'configurations', path: always('/configurations') },
  { name: 'runners', path: always('/runners') },
  { name: 'models', path: always('/models') },
  { name: 'model', path: model },
  { name: 'sentiment', path: always('/sentiment?range=all') },
  { name: 'signals', path: always('/signals?range=all') },
  { name: 'alerts', path: always('/alerts') },
  { name: 'prices', path: always('/prices') },
  { name: 'data', path: always('/data') },
  { name: 'import', path: always('/import') },
  { name: 'connect', path: always('/connect') },
];

const states = pages.flatMap(({ name, path }): Screen[] =>
  (['empty', 'loading', 'failing'] as const).map((state) => ({ name: `${name}-${state}`, path, state, once: true })),
);

const floating: readonly Screen[] = [
  {
    name: 'palette',
    path: always('/?range=all'),
    once: true,
    prepare: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder(/^Page, experiment/).fill('g');
    },
  },
  { name: 'keys', path: conversation, once: true, prepare: (page) => page.keyboard.press('?') },
  {
    name: 'filter',
    path: always('/?range=all'),
    once: true,
    prepare: (page) =>
      page
        .getByRole('button', { name: /^Model/ })
        .first()
        .click(),
  },
  { name: 'traces-nothing-found', path: always('/traces?range=all&q=nothing-says-this'), once: true },
  { name: 'traces-sorted', path: always('/traces?range=all&order=duration&state=failed&duration=1000..&tool=search_flights'), once: true },
  { name: 'traces-views', path: always('/traces?range=all'), once: true, prepare: (page) => page.keyboard.press('s') },
  {
    name: 'traces-duration',
    path: always('/traces?range=all'),
    once: true,
    prepare: (page) => page.getByRole('button', { name: /^Duration any/ }).click(),
  },
  { name: 'custom-range', path: always('/'), once: true, prepare: (page) => page.getByRole('button', { name: 'Custom' }).click() },
  { name: 'theme', path: always('/prices'), once: true, prepare: (page) => page.getByRole('button', { name: /^Theme/ }).click() },
  { name: 'price-dialog', path: always('/prices'), once: true, prepare: (page) => page.getByRole('button', { name: 'Add price' }).click() },
  { name: 'model-dialog', path: always('/models'), once: true, prepare: (page) => page.getByRole('button', { name: 'Add model' }).click() },
  {
    name: 'why-this-cost',
    path: conversation,
    once: true,
    prepare: (page) => page.locator('article[data-active] footer button').first().click(),
  },
  {
    name: 'rated',
    path: conversation,
    once: true,
    prepare: async (page) => {
      await page.keyboard.press('4');
      await page.keyboard.press('y');
    },
  },
  { name: 'paused', path: always('/?range=all&live=paused'), once: true },
  { name: 'trace-error', path: trace(({ errorId }) => (errorId === null ? null : `?span=${errorId}&errors=1`)), once: true },
  { name: 'trace-by-cost', path: trace(({ modelCallId }) => `?span=${modelCallId ?? ''}&color=cost&critical=1&tab=diff`), once: true },
  { name: 'trace-raw', path: trace(({ modelCallId }) => `?span=${modelCallId ?? ''}&tab=raw`), once: true },
  { name: 'trace-attributes', path: trace(({ modelCallId }) => `?span=${modelCallId ?? ''}&tab=attributes`), once: true },
  {
    name: 'trace-search',
    path: trace(() => ''),
    once: true,
    prepare: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('chat');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'trace-rated',
    path: trace(({ modelCallId }) => `?span=${modelCallId ?? ''}`),
    once: true,
    prepare: async (page) => {
      for (const key of ['e', '4', 'y']) {
        await page.keyboard.press(key);
        await page.waitForTimeout(300);
      }
    },
  },
  {
    name: 'trace-json',
    path: trace(({ modelCallId }) => `?span=${modelCallId ?? ''}`),
    once: true,
    prepare: (page) => page.getByRole('button', { name: 'JSON', exact: true }).click(),
  },
  { name: 'trace-keys', path: trace(() => ''), once: true, prepare: (page) => page.keyboard.press('?') },
  { name: 'trace-absent', path: always('/traces/00000000000000000000000000000001'), once: true },
  { name: 'absent-conversation', path: always('/conversations/there-is-none'), once: true },
  { name: 'not-found', path: always('/nowhere'), once: true },
];

export const screens: readonly Screen[] = [...pages, ...states, ...floating];
