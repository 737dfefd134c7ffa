import { perOperation } from '../../platform/graphql/per-operation.ts';
import type { AnalyticsFilter } from './pure/filter.ts';
import { noNumbers, type NumberPart } from './queries/numbers.ts';
import { overviewOf, type Overview } from './overview.ts';
import { Report } from './report.ts';

/** A model and the filter to look at it by. */
export interface ModelQuery {
  readonly name: string;
  readonly filter: AnalyticsFilter;
  /** Numbers that the operation asks of no model. */
  readonly without: ReadonlySet<NumberPart>;
}

/** The numbers of each model under its filter, in one statement for each different filter. */
export const overviewOfModel = perOperation<ModelQuery, Overview>(async (questions, { stores, viewer }) => {
  const now = new Date();
  const answers = new Map<string, Promise<ReadonlyMap<string | null, Overview>>>();
  const answerTo = ({ filter, without }: ModelQuery): Promise<ReadonlyMap<string | null, Overview>> => {
    const key = JSON.stringify(filter);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = Report.open(stores, viewer.workspaceId, filter, now, { without })
      .then((report) => report.byModel())
      .then((rows) => new Map(rows.map((row) => [row.model, row])));
    answers.set(key, answer);
    return answer;
  };
  return Promise.all(
    questions.map((question) =>
      answerTo(question).then(
        (byModel) => byModel.get(question.name) ?? overviewOf(noNumbers),
        (error: Error) => error,
      ),
    ),
  );
});
