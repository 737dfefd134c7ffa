import type { StudyPageQuery } from '../../graphql/generated/graphql.ts';
import type { Live } from '../../graphql/use-live.ts';

/** What is known of the study of a page. */
export type StudyAnswer = Live<StudyPageQuery>;
