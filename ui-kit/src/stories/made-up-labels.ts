import type { FlowRow } from './made-up-flows.ts';
import { DAY, start } from './made-up.ts';
import type { VersionRow } from './made-up-versions.ts';

/** Names as labels find them hardest: long, of wide letters, of another script, alike at both ends, of one letter. */
export const hardNames: readonly string[] = [
  'accounts/fine-tune-lab/models/support-8b-dpo-2026-11-12',
  'WWWWMMMMWWWWMMMMWWWWMMMM',
  '顧客サポート・モデル・長い名前の二〇二六年版',
  'Übersetzungsqualitätssicherung',
  'q',
  'support-8b-dpo-r1-final',
  'support-8b-dpo-r2-final',
  'illiill-lil.il',
  'MAXIMUM WORKLOAD',
  'обслуживание клиентов',
];

const hardName = (place: number, column: number) =>
  `${hardNames[place % hardNames.length] ?? ''}${place < hardNames.length ? '' : ` ${place}`}${' '.repeat(column)}`;

/** Three columns of thin nodes: equal flows, one that is larger than all others, and many of almost nothing. */
export function hardFlows(count = 16): FlowRow[] {
  return Array.from({ length: count }, (_, place) => place).flatMap((place) =>
    [0, 1].flatMap((column) =>
      [0, 1].map((turn): FlowRow => ({
        from: hardName(place, column),
        to: hardName((place * 3 + turn) % (column === 0 ? count : Math.ceil(count / 3)), column + 1),
        count: place === 0 ? 90_000 : place % 3 === 0 ? 1 : 120,
      })),
    ),
  );
}

/** Effects of every task on every other: most of them tiny, some equal, some losses, so that ribbons end close together. */
export function hardEffects(count = 6): { readonly from: string; readonly to: string; readonly points: number }[] {
  return Array.from({ length: count }, (_, from) => from).flatMap((from) =>
    Array.from({ length: count }, (__, to) => ({
      from: `${hardName(from, 0)} →`,
      to: hardName(to, 0),
      points: from === to ? 0.4 : (from + to) % 3 === 0 ? -0.011 : (from + to) % 3 === 1 ? 0.002 : -0.11,
    })),
  );
}

/** Versions an hour apart with long names and stages; one of them has no number, one a huge change. */
export const hardVersions: readonly VersionRow[] = hardNames.map((name, place): VersionRow => ({
  id: name,
  from: place === 0 ? [] : [hardNames[place < 6 ? place - 1 : 2] ?? ''],
  madeAt: new Date(start + (place === 9 ? 30 * DAY : place * 3_600_000)),
  kind: place === 0 ? 'base' : 'sft',
  success: place === 4 ? null : 0.5 + (place % 2 === 0 ? -0.499 : place * 0.012),
  promotions: place % 2 === 0 ? [] : [{ stage: place === 3 ? 'production-europe-west-canary' : 'staging', at: new Date(start + DAY) }],
}));
