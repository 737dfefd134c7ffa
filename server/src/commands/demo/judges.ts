import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import { Random } from './random.ts';

const listText = 'query DemoJudges { judges { id name runs { id } } }';
const saveText = 'mutation DemoJudge($input: SaveJudgeInput!) { saveJudge(input: $input) { id } }';
const answersText =
  'query DemoAnswers($filter: AnalyticsFilter!) { messages(filter: $filter, first: 200) { edges { node { externalId content } } } }';
const evaluateText =
  'mutation DemoOpinions($evaluations: [EvaluationInput!]!) { evaluateMessages(evaluations: $evaluations) { rejected { reason } } }';
const runText = 'mutation DemoJudgeRun($input: JudgeRunInput!) { startJudgeRun(input: $input) { id } }';

interface Answer {
  readonly externalId: string;
  readonly content: string;
}

/** Rules, which cost nothing, and what a person would look for. */
const judges = [
  {
    name: 'demo: does not apologise',
    rule: { kind: 'CONTAINS', texts: ['sorry', 'apolog', 'unfortunately'], ignoresCase: true, isNegated: true },
    isGood: ({ content }: Answer) => !/sorry|apolog|unfortunately|regret/i.test(content),
  },
  { name: 'demo: short enough', rule: { kind: 'LENGTH', maximum: 200 }, isGood: ({ content }: Answer) => content.length <= 220 },
] as const;
/** Answers that a simulated person judges by the name of the judge; in so many of them it sees the matter the other way. */
const [opinionCount, strayShare] = [60, 0.08];

/**
 * Two judges by rules, each once, which judge 200 answers of the past; a simulated person judges some of them by the same name, so that each judge shows how
 * far it agrees with people. Where no answer is counted yet, the next run of the demo has them judge.
 */
export async function sendJudges(
  server: ServerAddress,
  { seed, environment }: { readonly seed: number; readonly environment: string },
): Promise<void> {
  try {
    const { judges: known } = await sendOperation<{ judges: readonly { id: string; name: string; runs: readonly unknown[] }[] }>(
      server,
      listText,
      {},
    );
    const { messages } = await sendOperation<{ messages: { edges: readonly { node: Answer }[] } }>(server, answersText, {
      filter: { environments: [environment], evaluated: true },
    });
    const answers = messages.edges.map(({ node }) => node);
    for (const judge of judges) {
      const held = known.find(({ name }) => name === judge.name);
      const id = held?.id ?? (await saved(server, judge));
      if (answers.length === 0 || (held?.runs.length ?? 0) > 0) continue;
      await sendOperation(server, evaluateText, { evaluations: opinionsOf(judge, answers.slice(0, opinionCount), seed) });
      await sendOperation(server, runText, { input: { judgeId: id, messageExternalIds: answers.map(({ externalId }) => externalId) } });
    }
  } catch (error) {
    // A key that may send data alone makes no judge.
    if (!(error instanceof ServerProblem && error.kind === 'REFUSED')) throw error;
  }
}

const saved = async (server: ServerAddress, { name, rule }: (typeof judges)[number]): Promise<string> =>
  (await sendOperation<{ saveJudge: { id: string } }>(server, saveText, { input: { name, rule } })).saveJudge.id;

/** What a person says of answers: mostly what it looks for. */
const opinionsOf = ({ name, isGood }: (typeof judges)[number], answers: readonly Answer[], seed: number): object[] =>
  answers.map((answer) => {
    const isStray = new Random(seed, 'opinion', name, answer.externalId).happens(strayShare);
    return {
      externalId: `${answer.externalId}-${name}`,
      messageExternalId: answer.externalId,
      evaluator: 'demo: reader',
      evaluatorKind: 'HUMAN',
      name,
      value: isGood(answer) === isStray ? 0 : 1,
    };
  });
