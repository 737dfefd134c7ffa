import type { DatasetRow, RowKind } from '../../types.ts';
import { askedAndWanted, joinedTexts, promptKey } from '../row-texts.ts';
import { addressOf } from '../row-line.ts';
import { evenness, thinClasses, type Gap } from './balance.ts';
import { demographicBias, labelBias, linguisticBias, mentions, monthOf, temporalBias } from './biases.ts';
import { ClassFields, classValues } from './classes.ts';
import { heldOutProbabilities, mostClasses } from './classifier.ts';
import { labelIssues } from './label-errors.ts';
import { NearDuplicates, nearThreshold } from './near-duplicates.ts';
import { advice } from './recommend.ts';
import { asksOf, formKinds, issuesOfRow, missingKinds, noiseKinds, rowIssueKinds, type RowIssueKind } from './row-issues.ts';
import { Counts, Sample } from './sample.ts';
import { biasScore, highRiskAbove, qualityScore, readyAbove, type Bias, type QualityParts } from './score.ts';
import { shinglesOf } from './shingles.ts';

/** A row to look at. */
export interface NamedRow {
  readonly rowId: string;
  readonly position: number;
  /** The beginning of what it asks. */
  readonly asks: string;
}

export type IssueKind = RowIssueKind | 'EXACT_DUPLICATE' | 'NEAR_DUPLICATE' | 'LABEL_ERROR';

export interface QualityIssue {
  readonly kind: IssueKind;
  readonly rowCount: number;
  readonly share: number;
  /** The first of them, and what each is compared with or should be; null: nothing. */
  readonly rows: readonly (NamedRow & { readonly note: string | null })[];
}

export interface QualityReport {
  readonly rowCount: number;
  readonly parts: QualityParts;
  readonly score: number | null;
  readonly isReady: boolean;
  readonly issues: readonly QualityIssue[];
  /** Field of the classes, and rows of each; null: rows have no classes. */
  readonly classes: { readonly field: string; readonly counts: readonly Gap[] } | null;
  readonly gaps: readonly Gap[];
  readonly biases: readonly Bias[];
  readonly biasScore: number | null;
  readonly highRiskBiases: readonly Bias['kind'][];
  readonly recommendations: readonly string[];
}

/** Rows of an issue that are named. */
const mostNamed = 200;
/** Rows whose words are counted for diversity: the share of distinct shingles falls with the number of texts, so that it is the same for all. */
const diversityRows = 2_000;
/** Rows whose labels are looked at. */
const labelledRows = 20_000;
const openingWords = 3;

interface Seen extends NamedRow {
  readonly text: string;
  readonly values: readonly (readonly [string, string])[];
  readonly length: number;
  readonly language: string | null;
}

/** Looks at rows one by one; what is kept of each is a few numbers, and the texts of a sample. */
export class DatasetAnalysis {
  readonly #languageOf: (text: string) => string | null;
  readonly #kinds = new Map<RowKind, { rows: number; sound: number }>();
  readonly #issues = new Map<RowIssueKind, { count: number; rows: NamedRow[] }>();
  readonly #classes = new ClassFields();
  readonly #openings = new Counts(200_000);
  readonly #sample = new Sample<Uint32Array>(diversityRows);
  readonly #labelled = new Sample<Seen>(labelledRows);
  readonly #months = new Counts(2_000);
  readonly #languages = new Counts(200);
  readonly #duplicates = new NearDuplicates();
  readonly #rows: NamedRow[] = [];
  readonly #firstOf = new Map<string, number>();
  readonly #exact: { row: number; first: number }[] = [];
  #mentions = { male: 0, female: 0 };
  #missing = 0;
  #noisy = 0;

  constructor(languageOf: (text: string) => string | null = () => null) {
    this.#languageOf = languageOf;
  }

  add(row: DatasetRow): void {
    const position = this.#rows.length;
    const named: NamedRow = { rowId: row.id, position, asks: asksOf(row).slice(0, 120) };
    this.#rows.push(named);
    const issues = issuesOfRow(row);
    for (const kind of issues) {
      const known = this.#issues.get(kind) ?? { count: 0, rows: [] };
      known.count += 1;
      if (known.rows.length < mostNamed) known.rows.push(named);
      this.#issues.set(kind, known);
    }
    if (issues.some((kind) => missingKinds.has(kind))) this.#missing += 1;
    if (issues.some((kind) => noiseKinds.has(kind))) this.#noisy += 1;
    const kind = this.#kinds.get(row.kind) ?? { rows: 0, sound: 0 };
    kind.rows += 1;
    if (!issues.some((one) => formKinds.has(one))) kind.sound += 1;
    this.#kinds.set(row.kind, kind);
    this.#classes.add(row);
    this.#texts(row, named);
  }

  #texts(row: DatasetRow, named: NamedRow): void {
    const { prompt, answer } = askedAndWanted(row);
    const asked = joinedTexts(prompt.filter(({ role }) => role !== 'system' && role !== 'developer'));
    const wanted = joinedTexts(answer);
    const whole = `${asked}\n${wanted}`;
    const key = addressOf(`${promptKey(row)}\n${wanted.trim()}`).slice(0, 24);
    const first = this.#firstOf.get(key);
    if (first === undefined) this.#firstOf.set(key, named.position);
    else this.#exact.push({ row: named.position, first });
    this.#duplicates.add(whole);
    this.#sample.add(shinglesOf(whole));
    const opening =
      (asked === '' ? wanted : asked)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.slice(0, openingWords) ?? [];
    this.#openings.add(opening.join(' '));
    const month = monthOf(row);
    if (month !== null) this.#months.add(month);
    const language = this.#languageOf(asked === '' ? wanted : asked);
    if (language !== null) this.#languages.add(language);
    const { male, female } = mentions(whole);
    this.#mentions = { male: this.#mentions.male + male, female: this.#mentions.female + female };
    this.#labelled.add({ ...named, text: asked.slice(0, 2_000), values: classValues(row), length: asked.length, language });
  }

  /** What all rows together are worth. */
  report(): QualityReport {
    const rowCount = this.#rows.length;
    const share = (count: number): number | null => (rowCount === 0 ? null : count / rowCount);
    const classes = this.#classes.chosen(rowCount);
    const near = this.#duplicates.find(nearThreshold);
    const repeated = near.clusterOf.reduce((sum, first, row) => sum + (first === row ? 0 : 1), 0);
    const labels = this.#labelErrors(classes?.field ?? null);
    const main = [...this.#kinds.values()].toSorted((one, other) => other.rows - one.rows)[0];
    const parts: QualityParts = {
      completeness: share(rowCount - this.#missing),
      consistency: share(main?.sound ?? 0),
      diversity: this.#diversity(),
      balance: classes === null ? null : evenness([...classes.counts.values()]),
      cleanness: share(rowCount - this.#noisy),
      uniqueness: share(rowCount - repeated),
      labelQuality: labels === null ? null : 1 - labels.rows.length / Math.max(1, labels.count),
    };
    const gaps = classes === null ? [] : thinClasses(classes.counts);
    const biases = [
      demographicBias(this.#mentions),
      temporalBias(this.#months.counts, rowCount),
      linguisticBias(this.#languages.counts),
      labelBias(
        this.#labelled.values.flatMap(({ values, length, language }) =>
          values.flatMap(([name, label]) => (name === classes?.field ? [{ label, length, language }] : [])),
        ),
      ),
    ];
    const issues = [
      ...this.#rowIssues(),
      ...this.#duplicateIssues(near),
      ...(labels === null || labels.rows.length === 0
        ? []
        : [
            {
              kind: 'LABEL_ERROR' as const,
              rowCount: labels.rows.length,
              share: labels.rows.length / labels.count,
              rows: labels.rows.slice(0, mostNamed),
            },
          ]),
    ].toSorted((one, other) => other.rowCount - one.rowCount);
    const score = qualityScore(parts);
    const highRiskBiases = biases.flatMap(({ kind, score: risk }) => (risk !== null && risk > highRiskAbove ? [kind] : []));
    return {
      rowCount,
      parts,
      score,
      isReady: score !== null && score > readyAbove,
      issues,
      classes:
        classes === null
          ? null
          : {
              field: classes.field,
              counts: [...classes.counts]
                .map(([name, count]) => ({ name, rowCount: count, share: count / rowCount }))
                .toSorted((one, other) => other.rowCount - one.rowCount),
            },
      gaps,
      biases,
      biasScore: biasScore(biases),
      highRiskBiases,
      recommendations: advice({ rowCount, parts, issues, gaps, highRiskBiases }),
    };
  }

  #rowIssues(): QualityIssue[] {
    return rowIssueKinds.flatMap((kind) => {
      const found = this.#issues.get(kind);
      return found === undefined
        ? []
        : [
            {
              kind,
              rowCount: found.count,
              share: found.count / this.#rows.length,
              rows: found.rows.map((row) => ({ ...row, note: null })),
            },
          ];
    });
  }

  #duplicateIssues({ clusterOf, pairs }: ReturnType<NearDuplicates['find']>): QualityIssue[] {
    const exact = new Set(this.#exact.map(({ row }) => row));
    const rowsOf = (places: readonly { row: number; first: number }[], word: (first: NamedRow) => string) =>
      places.slice(0, mostNamed).map(({ row, first }) => ({ ...(this.#rows[row] as NamedRow), note: word(this.#rows[first] as NamedRow) }));
    const similarityOf = new Map(pairs.map(({ one, other, similarity }) => [`${one} ${other}`, similarity]));
    const near = [...clusterOf].flatMap((first, row) => (first === row || exact.has(row) ? [] : [{ row, first }]));
    const issue = (kind: IssueKind, places: readonly { row: number; first: number }[], word: (first: NamedRow) => string): QualityIssue[] =>
      places.length === 0 ? [] : [{ kind, rowCount: places.length, share: places.length / this.#rows.length, rows: rowsOf(places, word) }];
    return [
      ...issue('EXACT_DUPLICATE', this.#exact, ({ position }) => `as row ${position + 1}`),
      ...issue(
        'NEAR_DUPLICATE',
        near.toSorted(
          (one, other) =>
            (similarityOf.get(`${other.first} ${other.row}`) ?? 0) - (similarityOf.get(`${one.first} ${one.row}`) ?? 0) ||
            one.row - other.row,
        ),
        ({ position }) => `much as row ${position + 1}`,
      ),
    ];
  }

  /** Half how evenly the openings of rows are spread, half the share of distinct shingles in a sample. */
  #diversity(): number | null {
    const rowCount = this.#rows.length;
    if (rowCount < 2) return null;
    const entropy = this.#openings.counts.values().reduce((sum, count) => sum - (count / rowCount) * Math.log(count / rowCount), 0);
    const all = this.#sample.values.reduce((sum, own) => sum + own.length, 0);
    const distinct = new Set(this.#sample.values.flatMap((own) => [...own])).size;
    return 0.5 * Math.min(1, entropy / Math.log(Math.min(rowCount, diversityRows))) + 0.5 * (all === 0 ? 0 : distinct / all);
  }

  /** Rows whose class a model that has not seen them doubts; null: there are no classes, or too few rows. */
  #labelErrors(field: string | null): { readonly count: number; readonly rows: (NamedRow & { note: string })[] } | null {
    if (field === null) return null;
    const labelled = this.#labelled.values.flatMap((row) => {
      const value = row.values.find(([name]) => name === field)?.[1];
      return value === undefined || row.text === '' ? [] : [{ row, value }];
    });
    const names = [...new Set(labelled.map(({ value }) => value))].toSorted();
    if (names.length < 2 || names.length > mostClasses || labelled.length < 10 * names.length) return null;
    const items = {
      texts: labelled.map(({ row }) => row.text),
      labels: labelled.map(({ value }) => names.indexOf(value)),
      classCount: names.length,
    };
    const found = labelIssues({ ...items, probabilities: heldOutProbabilities(items) });
    const rows = found.flatMap(({ item, given, suggested }) => {
      const { row } = labelled[item] as (typeof labelled)[number];
      return [
        {
          rowId: row.rowId,
          position: row.position,
          asks: row.asks,
          note: `${field} is ${names[given] ?? ''}, probably ${names[suggested] ?? ''}`,
        },
      ];
    });
    return { count: labelled.length, rows };
  }
}
