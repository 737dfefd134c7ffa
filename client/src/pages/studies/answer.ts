import type { StudyPageQuery } from '../../graphql/generated/graphql.ts';
import type { Live } from '../../graphql/use-live.ts';
import type { TrialRow } from './trials.ts';

/** What is known of the study of a page. */
export type StudyAnswer = Live<StudyPageQuery>;
export type Study = NonNullable<StudyPageQuery['study']>;

/** What every panel of the page takes. */
export interface StudyPanelProps {
  readonly answer: StudyAnswer;
  readonly rows: readonly TrialRow[];
}
