import { isTimeZone } from '../../platform/ingest/zone.ts';

/** What a preference may be. */
interface Kind {
  /** What it sets, to be read after "Sets". */
  readonly what: string;
  /** Whether it holds in one workspace, or in all of them. */
  readonly isOfWorkspace: boolean;
  /** What its values are, for a person who sent another one. */
  readonly takes: string;
  readonly isTaken: (value: unknown) => boolean;
}

const oneOf = (...values: readonly string[]): Pick<Kind, 'takes' | 'isTaken'> => ({
  takes: `one of ${values.map((value) => `"${value}"`).join(', ')}`,
  isTaken: (value) => values.includes(value as string),
});
const text = (maxLength: number): Pick<Kind, 'takes' | 'isTaken'> => ({
  takes: `a text of 1 to ${maxLength} characters`,
  isTaken: (value) => typeof value === 'string' && value !== '' && value.length <= maxLength,
});
const truth: Pick<Kind, 'takes' | 'isTaken'> = { takes: 'true or false', isTaken: (value) => typeof value === 'boolean' };
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every preference, by its name. A page that needs another one adds it here. */
export const preferenceKinds = {
  theme: { what: 'the theme of the pages', isOfWorkspace: false, ...oneOf('light', 'dark', 'system') },
  workspace: { what: 'the workspace that opens first, by its name in addresses', isOfWorkspace: false, ...text(64) },
  timeZone: {
    what: 'the time zone in which times are shown',
    isOfWorkspace: false,
    takes: 'a time zone such as "Europe/Berlin"',
    isTaken: (value) => typeof value === 'string' && isTimeZone(value),
  },
  isSidebarNarrow: { what: 'whether the sidebar shows icons alone', isOfWorkspace: false, ...truth },
  lastView: {
    what: 'the last filters, order and search of each page',
    isOfWorkspace: true,
    takes: 'an object of texts: the address after the question mark, by the name of its page',
    isTaken: (value) => isObject(value) && Object.values(value).every((search) => typeof search === 'string'),
  },
  defaultView: {
    what: 'the saved view that each page opens with',
    isOfWorkspace: true,
    takes: 'an object of texts: the global id of a saved view, by the name of its page',
    isTaken: (value) => isObject(value) && Object.values(value).every((id) => typeof id === 'string'),
  },
  assistantModel: { what: 'the model that answers the assistant', isOfWorkspace: true, ...text(200) },
} as const satisfies Record<string, Kind>;

export type PreferenceName = keyof typeof preferenceKinds;
export const preferenceNames = Object.keys(preferenceKinds) as readonly PreferenceName[];

/** Of a value, as JSON in UTF-8. */
export const maxValueBytes = 8_192;
