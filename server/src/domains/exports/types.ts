/** Rows of each file in the ZIP. */
export interface ExportCounts {
  readonly messages: number;
  readonly evaluations: number;
  readonly spans: number;
  readonly predictions: number;
}

/** Days for which the file is kept. */
export const keptDays = 7;
export const fileName = 'user-data.zip';
