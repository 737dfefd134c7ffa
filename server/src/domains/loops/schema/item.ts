import { builder } from '../../../platform/graphql/builder.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';
import { LoopCorrectionEnum, LoopItemKindEnum, LoopItemStateEnum, LoopOutcomeEnum } from './enums.ts';

export const LoopItemRef = builder.prismaNode('LoopItem', {
  id: { field: 'id' },
  nullable: true,
  description: 'An answer of a loop with its prompt, what was expected, and what the new model answers.',
  findUnique: (id, { viewer }) => ({ id: numberKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    kind: t.expose('kind', { type: LoopItemKindEnum, description: 'Kind of the item.' }),
    state: t.expose('state', { type: LoopItemStateEnum, description: 'State of the item.' }),
    prompt: t.exposeString('prompt', {
      description: 'Turns before the answer, masked: of one turn its text, of several a line "role: text" each.',
    }),
    failedAnswer: t.string({
      nullable: true,
      description: 'Answer that failed, masked; null: the answer succeeded.',
      select: { kind: true, answer: true },
      resolve: ({ kind, answer }) => (kind === 'FAILURE' ? answer : null),
    }),
    expectedAnswer: t.string({
      nullable: true,
      description: 'Answer that is expected; of the control sample the answer that succeeded. Null: none is known.',
      select: { kind: true, answer: true, expectedAnswer: true },
      resolve: ({ kind, answer, expectedAnswer }) => (kind === 'FAILURE' ? expectedAnswer : answer),
    }),
    correction: t.expose('correction', {
      type: LoopCorrectionEnum,
      nullable: true,
      description: 'Origin of the expected answer; null: it is not corrected.',
    }),
    correctedBy: t.exposeString('correctedBy', {
      nullable: true,
      description: 'Person who has corrected the answer, or model that has proposed it; null: not known.',
    }),
    proposal: t.exposeString('proposal', {
      nullable: true,
      description: 'Answer that a model proposes; null: none was asked, or it gave none.',
    }),
    proposalError: t.exposeString('proposalError', { nullable: true, description: 'Reason why a model proposes nothing; null: none.' }),
    split: t.exposeString('split', { nullable: true, description: 'Split of the row in the dataset version; null: it has none.' }),
    isTrained: t.exposeBoolean('isTrained', { description: 'Whether the row was trained on.' }),
    newAnswer: t.exposeString('newAnswer', { nullable: true, description: 'Answer of the new model; null: it has not answered.' }),
    outcome: t.expose('outcome', {
      type: LoopOutcomeEnum,
      nullable: true,
      description: 'What the new model does with the prompt; null: it has not answered.',
    }),
    message: t.relation('message', { description: 'Message that gave the answer.' }),
  }),
});

export const LoopItemConnection = builder.connectionObject(
  { type: LoopItemRef, name: 'LoopItemConnection', description: 'A page of answers of a loop.' },
  { name: 'LoopItemEdge', description: 'An answer of a loop together with its place in a list.' },
);
