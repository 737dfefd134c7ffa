import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { QueueAgreement } from '../agreement.ts';
import type { AgreementLevel } from '../pure/alpha.ts';
import type { AnnotatorPair } from '../queries/agreement.ts';

const AgreementLevelEnum = describedEnum<AgreementLevel>(
  'AgreementLevel',
  "How the distance of two values is measured in Krippendorff's alpha.",
  {
    NOMINAL: 'Values are the same or not.',
    ORDINAL: 'Values are in an order, and differ by how many were given between them.',
    INTERVAL: 'Values are numbers, and differ by the square of their difference.',
  },
);

export const QueueAgreementRef = builder.objectRef<QueueAgreement>('QueueAgreement').implement({
  description: 'How far people agree on one field of the judgments of an annotation queue, beyond chance.',
  fields: (t) => ({
    field: t.exposeString('field', {
      description: 'Field that is compared: "rating", "success", "tag:" with a failure tag, or "field:" with a name.',
    }),
    level: t.expose('level', { type: AgreementLevelEnum, description: 'How the distance of two values is measured.' }),
    itemCount: t.exposeInt('itemCount', { description: 'Number of complete messages with two values or more.' }),
    judgmentCount: t.exposeInt('judgmentCount', { description: 'Number of values that are compared.' }),
    alpha: t.exposeFloat('alpha', {
      nullable: true,
      description:
        "Krippendorff's alpha: 1, all agree; 0, as by chance; below 0, less than by chance. null: nothing to compare, or all values are the same.",
    }),
    alphaLow: t.float({
      nullable: true,
      description: 'Lower end of the 95 % interval of alpha, by resampling messages; null: no alpha, or fewer than two messages.',
      resolve: ({ interval }) => interval?.low ?? null,
    }),
    alphaHigh: t.float({
      nullable: true,
      description: 'Upper end of the 95 % interval of alpha, by resampling messages; null: no alpha, or fewer than two messages.',
      resolve: ({ interval }) => interval?.high ?? null,
    }),
    sameShare: t.exposeFloat('sameShare', {
      nullable: true,
      description: 'Share of pairs of judgments of one message with equal values, 0 to 1; null: there is no pair.',
    }),
  }),
});

const share = (count: number, of: number): number | null => (of === 0 ? null : count / of);

export const AnnotatorPairRef = builder.objectRef<AnnotatorPair>('QueueAnnotatorPair').implement({
  description: 'How far two people agree who judged the same messages of an annotation queue.',
  fields: (t) => ({
    one: t.exposeString('one', { description: 'Name of the one.' }),
    other: t.exposeString('other', { description: 'Name of the other.' }),
    itemCount: t.exposeInt('itemCount', { description: 'Number of complete messages that both judged.' }),
    sameRatingShare: t.float({
      nullable: true,
      description: 'Share of the messages that both rated where both gave the same rating, 0 to 1; null: there are none.',
      resolve: ({ sameRatingCount, ratedCount }) => share(sameRatingCount, ratedCount),
    }),
    ratingDifference: t.exposeFloat('ratingDifference', {
      nullable: true,
      description: 'Mean absolute difference of the ratings of messages that both rated; null: there are none.',
    }),
    sameVerdictShare: t.float({
      nullable: true,
      description: 'Share of the messages with a verdict of both where both gave the same, 0 to 1; null: there are none.',
      resolve: ({ sameVerdictCount, judgedCount }) => share(sameVerdictCount, judgedCount),
    }),
  }),
});
