import { expect, test } from 'vitest';
import type { DatasetRow } from '../../types.ts';
import { DatasetAnalysis } from './analyse.ts';
import { biasScore, qualityScore } from './score.ts';

const asked = {
  refund: ['money back please', 'refund my order', 'return the umbrella'],
  delivery: ['where is my parcel', 'order is late', 'when will it arrive'],
} as const;

/** Chats of two intents. */
function chats(count: number): DatasetRow[] {
  let state = 5;
  const draw = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  return Array.from({ length: count }, (_, at) => {
    const intent = at % 2 === 0 ? 'delivery' : 'refund';
    const words = Array.from({ length: 6 }, () => `w${Math.floor(draw() * 500)}`).join(' ');
    return {
      id: `1-${at + 1}`,
      kind: 'CHAT',
      messages: [
        { role: 'user', content: `${asked[intent][Math.floor(draw() * 3)] ?? ''} number ${at} ${words}` },
        { role: 'assistant', content: `We look at ${at} for you.` },
      ],
      metadata: { intent, createdAt: `2026-0${1 + (at % 6)}-01` },
    } as DatasetRow;
  });
}

const reportOf = (rows: readonly DatasetRow[]) => {
  const analysis = new DatasetAnalysis();
  for (const row of rows) analysis.add(row);
  return analysis.report();
};

test('good rows are ready, and each planted fault is named with its row', () => {
  const good = chats(300);
  expect(reportOf(good)).toMatchObject({
    rowCount: 300,
    isReady: true,
    issues: [],
    parts: { completeness: 1, consistency: 1, cleanness: 1, uniqueness: 1, labelQuality: 1 },
  });
  const [first, second] = good as [DatasetRow, DatasetRow];
  const faulty: DatasetRow[] = [
    ...good.map((row, at) => (at === 20 ? { ...row, metadata: { ...row.metadata, intent: 'refund' } } : row)),
    { ...first, id: 'again' },
    {
      ...second,
      id: 'nearly',
      messages: [
        { role: 'user', content: `${String(second.messages?.[0]?.content).toUpperCase()}!` },
        ...(second.messages?.slice(1) ?? []),
      ],
    },
    {
      ...first,
      id: 'empty',
      messages: [
        { role: 'user', content: 'a fresh thing that nothing else asks' },
        { role: 'assistant', content: '' },
      ],
    },
  ];
  const report = reportOf(faulty);
  const rowsOf = (kind: string) => report.issues.find((issue) => issue.kind === kind)?.rows.map(({ rowId, note }) => [rowId, note]);
  expect(rowsOf('EXACT_DUPLICATE')).toEqual([['again', 'as row 1']]);
  expect(rowsOf('NEAR_DUPLICATE')).toEqual([['nearly', 'much as row 2']]);
  expect(rowsOf('EMPTY_ANSWER')).toEqual([['empty', null]]);
  expect(rowsOf('LABEL_ERROR')).toEqual([['1-21', 'intent is refund, probably delivery']]);
  expect(report.parts.uniqueness).toBeCloseTo(301 / 303, 12);
  expect(report.classes?.field).toBe('intent');
  expect(report.recommendations).toContain('Fill or take out 1 rows without an answer.');
});

test('an empty dataset has no score and is not ready', () => {
  expect(reportOf([])).toMatchObject({ rowCount: 0, score: null, isReady: false, issues: [], classes: null, biasScore: null });
});

test('rows that are all the same are not ready', () => {
  const [row] = chats(1) as [DatasetRow];
  const report = reportOf(Array.from({ length: 200 }, (_, at) => ({ ...row, id: String(at) })));
  expect(report.parts.uniqueness).toBeCloseTo(1 / 200, 12);
  expect(report.parts.diversity).toBeLessThan(0.1);
  expect(report.score).toBeLessThan(0.75);
  expect(report.issues[0]).toMatchObject({ kind: 'EXACT_DUPLICATE', rowCount: 199 });
});

test('the score is the mean of what applies, by its weights', () => {
  expect(
    qualityScore({
      completeness: 1,
      consistency: 0,
      diversity: null,
      balance: null,
      cleanness: null,
      uniqueness: null,
      labelQuality: null,
    }),
  ).toBeCloseTo(0.2 / 0.35, 12);
  expect(
    qualityScore({
      completeness: null,
      consistency: null,
      diversity: null,
      balance: null,
      cleanness: null,
      uniqueness: null,
      labelQuality: null,
    }),
  ).toBeNull();
  expect(
    biasScore([
      { kind: 'LABEL', score: 0.2, basis: '' },
      { kind: 'TEMPORAL', score: null, basis: '' },
    ]),
  ).toBe(0.2);
});
