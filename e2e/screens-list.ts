import type { Page } from 'playwright';

/** What a picture needs to know of the server it is taken from. */
export interface Subject {
  readonly address: string;
  /** A conversation and a message in it; null on an empty server. */
  readonly conversationId: string | null;
  readonly messageExternalId: string | null;
  readonly model: string | null;
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
  conversationId === null ? null : `/conversations/${encodeURIComponent(conversationId)}?message=${encodeURIComponent(messageExternalId ?? '')}`;
const model = ({ model: name }: Subject): string | null => (name === null ? null : `/models/${encodeURIComponent(name)}?range=all`);

const pages: readonly Screen[] = [
  { name: 'overview', path: always('/?range=all') },
  { name: 'messages', path: always('/messages?range=all') },
  { name: 'traces', path: always('/traces?range=all') },
  { name: 'conversation', path: conversation },
  { name: 'models', path: always('/models') },
  { name: 'model', path: model },
  { name: 'prices', path: always('/prices') },
  { name: 'connect', path: always('/connect') },
];

const states = pages.flatMap(({ name, path }): Screen[] => (['empty', 'loading', 'failing'] as const).map((state) => ({ name: `${name}-${state}`, path, state, once: true })));

const floating: readonly Screen[] = [
  { name: 'palette', path: always('/?range=all'), once: true, prepare: async (page) => { await page.keyboard.press('Control+k'); await page.getByPlaceholder('Page, model').fill('g'); } },
  { name: 'keys', path: conversation, once: true, prepare: (page) => page.keyboard.press('?') },
  { name: 'filter', path: always('/?range=all'), once: true, prepare: (page) => page.getByRole('button', { name: /^Model/ }).first().click() },
  { name: 'traces-nothing-found', path: always('/traces?range=all&q=nothing-says-this'), once: true },
  { name: 'traces-sorted', path: always('/traces?range=all&order=duration&state=failed&duration=1000..&tool=search_flights'), once: true },
  { name: 'traces-views', path: always('/traces?range=all'), once: true, prepare: (page) => page.keyboard.press('s') },
  { name: 'traces-duration', path: always('/traces?range=all'), once: true, prepare: (page) => page.getByRole('button', { name: /^Duration any/ }).click() },
  { name: 'custom-range', path: always('/'), once: true, prepare: (page) => page.getByRole('button', { name: 'Custom' }).click() },
  { name: 'theme', path: always('/prices'), once: true, prepare: (page) => page.getByRole('button', { name: /^Theme/ }).click() },
  { name: 'price-dialog', path: always('/prices'), once: true, prepare: (page) => page.getByRole('button', { name: 'Add price' }).click() },
  { name: 'model-dialog', path: always('/models'), once: true, prepare: (page) => page.getByRole('button', { name: 'Add model' }).click() },
  { name: 'why-this-cost', path: conversation, once: true, prepare: (page) => page.locator('article[data-active] footer button').first().click() },
  { name: 'rated', path: conversation, once: true, prepare: async (page) => { await page.keyboard.press('4'); await page.keyboard.press('y'); } },
  { name: 'paused', path: always('/?range=all&live=paused'), once: true },
  { name: 'absent-conversation', path: always('/conversations/there-is-none'), once: true },
  { name: 'not-found', path: always('/nowhere'), once: true },
];

export const screens: readonly Screen[] = [...pages, ...states, ...floating];
