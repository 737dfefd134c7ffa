/** Parts of the quality of a dataset, 0 (bad) to 1 (good); null: does not apply. Formulas: docs/dataset-quality.md. */
export interface QualityParts {
  /** Share of rows with all that their kind needs. */
  readonly completeness: number | null;
  /** Share of rows of the most common kind whose form is right. */
  readonly consistency: number | null;
  /** How different rows are from one another. */
  readonly diversity: number | null;
  /** How evenly rows are spread over classes; null: rows have no classes. */
  readonly balance: number | null;
  /** Share of rows without noise. */
  readonly cleanness: number | null;
  /** Share of rows that repeat no earlier row, nearly or exactly. */
  readonly uniqueness: number | null;
  /** Share of labels that are probably right; null: rows have no classes. */
  readonly labelQuality: number | null;
}

/** Weights of the parts in the score; those of parts that do not apply are left out. */
const weights: Readonly<Record<keyof QualityParts, number>> = {
  completeness: 0.2,
  consistency: 0.15,
  diversity: 0.15,
  balance: 0.1,
  cleanness: 0.2,
  uniqueness: 0.15,
  labelQuality: 0.05,
};

/** From which a dataset is ready to train with, by the source document. */
export const readyAbove = 0.7;

/** The weighted mean of the parts that apply; null: none does, the dataset is empty. */
export function qualityScore(parts: QualityParts): number | null {
  let [sum, all] = [0, 0];
  for (const [name, weight] of Object.entries(weights) as [keyof QualityParts, number][]) {
    const value = parts[name];
    if (value === null) continue;
    sum += weight * value;
    all += weight;
  }
  return all === 0 ? null : sum / all;
}

/** How high a risk is, 0 to 1; above 0.7 it is high, by the source document. */
export interface Bias {
  readonly kind: 'DEMOGRAPHIC' | 'TEMPORAL' | 'LINGUISTIC' | 'LABEL';
  /** Null: these rows do not show it. */
  readonly score: number | null;
  /** What it is computed of, in words. */
  readonly basis: string;
}

export const highRiskAbove = 0.7;

/** The mean of the biases that rows show; null: they show none. */
export function biasScore(biases: readonly Bias[]): number | null {
  const shown = biases.flatMap(({ score }) => score ?? []);
  return shown.length === 0 ? null : shown.reduce((sum, score) => sum + score, 0) / shown.length;
}
