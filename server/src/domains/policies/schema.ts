import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { previewMasking, setDataPolicy } from './commands.ts';
import { longestExample, mostDays } from './ingest.ts';
import { readPolicy } from './load.ts';
import { maskingKinds, maskingModes, type DataPolicy } from './types.ts';

const MaskingModeRef = builder.enumType('MaskingMode', {
  description: 'What becomes of personal data and secrets before anything is stored.',
  values: {
    OFF: { description: 'They are stored as they came.', value: maskingModes[0] },
    MASK: { description: 'The kind stands in their place: "[email]".', value: maskingModes[1] },
    HASH: { description: 'The kind and a keyed hash stand in their place: "[email:1b4f0e98]". The same value has the same hash in this workspace, and another one elsewhere.', value: maskingModes[2] },
    DROP: { description: 'They are removed. Ids that hold them get a hash, so that different people stay different.', value: maskingModes[3] },
  },
});

const MaskingKindRef = builder.enumType('MaskingKind', {
  description: 'What personal data and secrets are looked for.',
  values: {
    EMAIL: { description: 'E-mail addresses.', value: maskingKinds[0] },
    PHONE: { description: 'Telephone numbers: international, in common national forms, and behind a word that says so.', value: maskingKinds[1] },
    CARD: { description: 'Numbers of payment cards, by issuer, length and check digit.', value: maskingKinds[2] },
    IBAN: { description: 'Bank account numbers, by country, length and check digits.', value: maskingKinds[3] },
    IP: { description: 'IP addresses, versions 4 and 6; not those of the machine itself.', value: maskingKinds[4] },
    JWT: { description: 'JSON Web Tokens.', value: maskingKinds[5] },
    CLOUD_KEY: { description: 'Keys of cloud providers, code hosts, model providers and of this product, and private keys.', value: maskingKinds[6] },
  },
});

const DataPolicyRef = builder.objectRef<DataPolicy>('DataPolicy').implement({
  description: 'What the workspace keeps of what comes in, how long, and what is made unreadable before it is stored.',
  fields: (t) => ({
    maskingMode: t.expose('maskingMode', { type: MaskingModeRef, description: 'What becomes of personal data and secrets.' }),
    maskingKinds: t.field({ type: [MaskingKindRef], description: 'What is looked for.', resolve: (policy) => [...(policy.maskingKinds.length === 0 ? maskingKinds : policy.maskingKinds)] }),
    traceRetentionDays: t.exposeInt('traceRetentionDays', { nullable: true, description: 'Days that traces are kept, from their start; null: for ever.' }),
    messageRetentionDays: t.exposeInt('messageRetentionDays', { nullable: true, description: 'Days that messages are kept, from when they were created, with their tool calls and judgments; null: for ever.' }),
    traceSampleShare: t.exposeFloat('traceSampleShare', { description: 'Share of traces that is kept, 0 to 1. Those with an error or a judgment are always kept, and so are all messages.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true, description: 'When it was last changed; null: never.' }),
  }),
});

builder.queryFields((t) => ({
  dataPolicy: t.field({
    type: DataPolicyRef,
    authScopes: { atLeast: 'ANALYST' },
    description: "The workspace's data policy. Until it is set, everything is kept as it came.",
    resolve: (_root, _args, { stores, viewer }) => readPolicy(stores.postgres, viewer.workspaceId),
  }),
  maskingPreview: t.string({
    authScopes: { atLeast: 'ANALYST' },
    description: 'What would be stored of a text. Nothing is stored of it.',
    args: {
      text: t.arg.string({ required: true, description: `The text, at most ${longestExample} characters.` }),
      mode: t.arg({ type: MaskingModeRef, required: true, description: 'The mode.' }),
      kinds: t.arg.stringList({ required: true, description: 'What is looked for, as MaskingKind names them; none: every kind.' }),
    },
    resolve: async (_root, input, { stores, viewer }) => unwrap(await previewMasking(stores, viewer.workspaceId, input)),
  }),
}));

builder.mutationFields((t) => ({
  setDataPolicy: t.field({
    type: DataPolicyRef,
    authScopes: { atLeast: 'ADMIN' },
    description:
      'Sets the whole data policy, for what comes in from now on. What is stored is not masked afterwards; a change of days holds for what is stored too, and what is older is deleted within the hour.',
    args: {
      maskingMode: t.arg({ type: MaskingModeRef, required: true, description: 'What becomes of personal data and secrets.' }),
      maskingKinds: t.arg.stringList({ required: true, description: 'What is looked for, as MaskingKind names them; none: every kind.' }),
      traceRetentionDays: t.arg.int({ description: `Days that traces are kept, 1 to ${mostDays}; null: for ever.` }),
      messageRetentionDays: t.arg.int({ description: `Days that messages are kept, 1 to ${mostDays}; null: for ever.` }),
      traceSampleShare: t.arg.float({ required: true, description: 'Share of traces that is kept, 0 to 1.' }),
    },
    resolve: async (_root, input, { stores, viewer }) => unwrap(await setDataPolicy(stores, viewer.workspaceId, input, new Date())),
  }),
}));
