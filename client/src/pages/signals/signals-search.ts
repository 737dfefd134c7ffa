import type { RawSearch } from '../../controls/view.ts';

const signalsKeys = ['tab', 'state', 'severity', 'metric', 'of', 'assignee'] as const;

/** Texts of the address; what they mean is read with the page (signals-view.ts). */
export type SignalsSearch = Readonly<Partial<Record<(typeof signalsKeys)[number], string | readonly string[] | undefined>>>;

const textsOf = (value: unknown): string | readonly string[] | undefined => {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string' && one !== '');
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const readSignalsSearch = (search: RawSearch): SignalsSearch =>
  Object.fromEntries(signalsKeys.map((key) => [key, textsOf(search[key])]));
