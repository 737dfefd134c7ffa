import { BadToolArgument, defineTool, single, type Arguments } from '../../../platform/tools/tool.ts';

const most = 20;

interface Before {
  readonly externalId: string;
  readonly evaluations: readonly {
    readonly externalId: string;
    readonly rating: number | null;
    readonly success: boolean | null;
    readonly failureTags: readonly string[];
    readonly comment: string | null;
  }[];
}

/** One field a message: a document has a fixed number of them, and those beyond the ids are left out. */
const places = Array.from({ length: most }, (_, index) => index);
const variables = places.map((index) => `$id${index}: String! = "", $has${index}: Boolean!`).join(', ');
const fields = places
  .map(
    (index) =>
      `m${index}: message(externalId: $id${index}) @include(if: $has${index}) { externalId evaluations { externalId rating success failureTags comment } }`,
  )
  .join('\n');

/** The assistant has one judgment of a message: another one replaces it. */
const ownId = (messageId: string): string => `assistant:${messageId}`;
const idsOf = ({ messageIds }: Arguments): readonly string[] => [...new Set(messageIds as readonly string[])];

export const evaluateMessagesTool = defineTool({
  name: 'evaluate_messages',
  title: 'Evaluate messages',
  description:
    'Proposes a judgment (rating, verdict, failure tags, comment) of messages, by their ids. Nothing is stored before a person confirms.',
  group: 'quality',
  words: ['rate', 'judge', 'evaluate', 'mark', 'success', 'failure', 'tag', 'grade'],
  operations: single({
    about: 'propose judgments of messages',
    document: `query (${variables}) { ${fields} }`,
    computed: places.flatMap((index) => [`id${index}`, `has${index}`]),
    arguments: {
      messageIds: { type: 'strings', isRequired: true, description: `External ids of 1 to ${most} messages` },
      rating: { type: 'integer', minimum: 1, maximum: 5, description: 'Rating, 1 to 5' },
      success: { type: 'boolean', description: 'Verdict: success or failure' },
      failureTags: { type: 'strings', description: 'What went wrong, as short tags' },
      comment: { type: 'string', description: 'Words beside the judgment' },
    },
    variables: (args) => {
      const ids = idsOf(args);
      if (ids.length === 0 || ids.length > most)
        throw new BadToolArgument('messageIds', `messageIds has ${ids.length} ids; 1 to ${most} are taken.`);
      if (
        args['rating'] === undefined &&
        args['success'] === undefined &&
        args['failureTags'] === undefined &&
        args['comment'] === undefined
      )
        throw new BadToolArgument('rating', 'The judgment is empty: give a rating, success, failureTags or a comment.');
      return Object.fromEntries(
        places.flatMap((index) => [
          [`id${index}`, ids[index] ?? ''],
          [`has${index}`, index < ids.length],
        ]),
      );
    },
    mutation:
      'mutation ($evaluations: [EvaluationInput!]!) { evaluateMessages(evaluations: $evaluations) { accepted updated rejected { index reason } } }',
    propose: (before: Readonly<Record<string, Before | null>>, args) => {
      const ids = idsOf(args);
      const missing = ids.filter((_id, index) => (before[`m${index}`] ?? null) === null);
      if (missing.length > 0)
        throw new BadToolArgument('messageIds', `No message has the id ${missing.map((id) => JSON.stringify(id)).join(', ')}.`);
      const { messageIds: _ids, ...judgment } = args;
      return {
        title: `Judge ${ids.length === 1 ? `the message ${JSON.stringify(ids[0])}` : `${ids.length} messages`}`,
        variables: {
          // The same proposal again is the same evaluation.
          evaluations: ids.map((id) => ({
            externalId: ownId(id),
            messageExternalId: id,
            evaluator: 'assistant',
            evaluatorKind: 'MODEL',
            ...judgment,
          })),
        },
        changes: ids.map((id, index) => {
          const { externalId: _own, ...known } = before[`m${index}`]?.evaluations.find(({ externalId }) => externalId === ownId(id)) ?? {};
          return {
            path: `judgment of message ${id} by the assistant`,
            before: Object.keys(known).length === 0 ? null : known,
            after: judgment,
          };
        }),
        touches: [{ what: 'messages', count: ids.length }],
        undo: null,
      };
    },
  }),
});
