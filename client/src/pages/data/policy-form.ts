import type { Problems } from '../../controls/form/form-state.ts';
import type { MaskingKind, MaskingMode, PolicyFragment, SetDataPolicyMutationVariables } from '../../graphql/generated/graphql.ts';

export const kinds: readonly { readonly kind: MaskingKind; readonly label: string; readonly example: string }[] = [
  { kind: 'EMAIL', label: 'E-mail addresses', example: 'ada@example.org' },
  { kind: 'PHONE', label: 'Telephone numbers', example: '+49 30 1234567' },
  { kind: 'CARD', label: 'Payment cards', example: 'by their check digit' },
  { kind: 'IBAN', label: 'Bank accounts (IBAN)', example: 'by their check digits' },
  { kind: 'IP', label: 'IP addresses', example: '203.0.113.7' },
  { kind: 'JWT', label: 'Web tokens (JWT)', example: 'eyJ…' },
  { kind: 'CLOUD_KEY', label: 'Keys and secrets', example: 'AKIA…, sk-…, ghp_…' },
];

export const modes: readonly { readonly value: MaskingMode; readonly label: string; readonly says: string }[] = [
  { value: 'OFF', label: 'Off', says: 'Everything is stored as it comes.' },
  { value: 'MASK', label: 'Mask', says: 'The kind stands in its place: [email].' },
  { value: 'HASH', label: 'Hash', says: 'The kind and a hash stand in its place: [email:1b4f0e98]. The same value has the same hash in this workspace, and another one elsewhere.' },
  { value: 'DROP', label: 'Remove', says: 'It is taken out, and nothing stands in its place.' },
];

/** How many days are chosen: one of a few, or a number that is typed. */
export interface DaysDraft {
  readonly choice: DaysChoice;
  readonly typed: string;
}
export type DaysChoice = '7' | '30' | '90' | '365' | 'ever' | 'other';
export const daysChoices: readonly { readonly value: DaysChoice; readonly label: string }[] = [
  { value: '7', label: '7 days' }, { value: '30', label: '30 days' }, { value: '90', label: '90 days' }, { value: '365', label: '1 year' },
  { value: 'ever', label: 'Forever' }, { value: 'other', label: 'Other …' },
];

export interface PolicyDraft {
  readonly mode: MaskingMode;
  readonly kinds: readonly MaskingKind[];
  readonly traceDays: DaysDraft;
  readonly messageDays: DaysDraft;
  /** Percent of traces that are kept, as typed. */
  readonly sample: string;
}

/** A policy as its form shows it. */
export function draftOf(policy: PolicyFragment): PolicyDraft {
  return {
    mode: policy.maskingMode,
    kinds: policy.maskingKinds,
    traceDays: daysDraftOf(policy.traceRetentionDays ?? null),
    messageDays: daysDraftOf(policy.messageRetentionDays ?? null),
    sample: String(Number((policy.traceSampleShare * 100).toFixed(4))),
  };
}

function daysDraftOf(days: number | null): DaysDraft {
  if (days === null) return { choice: 'ever', typed: '' };
  const known = daysChoices.find(({ value }) => value === String(days));
  return known === undefined ? { choice: 'other', typed: String(days) } : { choice: known.value, typed: '' };
}

const mostDays = 3_650;

/** The policy that a draft says, or what keeps each field from being one. */
export function readDraft(draft: PolicyDraft): { readonly ok: true; readonly policy: SetDataPolicyMutationVariables } | { readonly ok: false; readonly problems: Problems } {
  const [traces, messages] = [readDays(draft.traceDays), readDays(draft.messageDays)];
  const percent = readPercent(draft.sample);
  const days = `A whole number of days from 1 to ${mostDays.toLocaleString('en')}.`;
  const problems: Problems = {
    ...(draft.mode !== 'OFF' && draft.kinds.length === 0 ? { kinds: 'Choose at least one, or switch masking off.' } : {}),
    ...(traces === undefined ? { traceDays: days } : {}),
    ...(messages === undefined ? { messageDays: days } : {}),
    ...(percent === undefined ? { sample: 'A number from 0 to 100.' } : {}),
  };
  if (traces === undefined || messages === undefined || percent === undefined || Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    policy: {
      maskingMode: draft.mode,
      maskingKinds: [...draft.kinds],
      traceRetentionDays: traces,
      messageRetentionDays: messages,
      traceSampleShare: percent / 100,
    },
  };
}

/** undefined: no number of days. */
function readDays({ choice, typed }: DaysDraft): number | null | undefined {
  if (choice === 'ever') return null;
  const text = choice === 'other' ? typed.trim().replaceAll(',', '') : choice;
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= mostDays ? days : undefined;
}

/** undefined: no percentage. */
export function readPercent(typed: string): number | undefined {
  const text = typed.trim().replace(/\s*%$/, '').replace(',', '.');
  const percent = /^\d{1,3}(\.\d{1,4})?$/.test(text) ? Number(text) : -1;
  return percent >= 0 && percent <= 100 ? percent : undefined;
}

/** What a share does, in words. */
export function sampleWords(percent: number | undefined): string {
  if (percent === undefined) return '';
  if (percent === 100) return 'Every trace is kept.';
  if (percent === 0) return 'Only traces with an error or a judgment are kept.';
  const oneIn = 100 / percent;
  const share = Number.isInteger(oneIn) ? `About 1 in ${oneIn.toLocaleString('en')}` : `About ${percent} of 100`;
  return `${share} traces is kept, and every trace with an error or a judgment.`.replace('of 100 traces is', 'of 100 traces are');
}

/** What saving deletes that is stored now, in words; empty: nothing is deleted sooner than before. */
export function deletions(before: PolicyFragment, after: SetDataPolicyMutationVariables): readonly string[] {
  const isShorter = (from: number | null | undefined, to: number | null | undefined): to is number => to != null && (from == null || to < from);
  return [
    ...(isShorter(before.messageRetentionDays, after.messageRetentionDays) ? [`messages older than ${dayWords(after.messageRetentionDays)}, with their judgments`] : []),
    ...(isShorter(before.traceRetentionDays, after.traceRetentionDays) ? [`traces older than ${dayWords(after.traceRetentionDays)}`] : []),
  ];
}

const dayWords = (days: number): string => (days === 1 ? '1 day' : `${days.toLocaleString('en')} days`);
