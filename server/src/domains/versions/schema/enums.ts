import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { ImprovementCategory, VersionAssessment, VersionVerdict } from '../types.ts';

export const ImprovementCategoryEnum = describedEnum<ImprovementCategory>(
  'ImprovementCategory',
  'Category of the change of accuracy from the version before, relative to its accuracy; whatever the number of items.',
  {
    SIGNIFICANT_IMPROVEMENT: 'More than 10 % better.',
    MODERATE_IMPROVEMENT: 'More than 5 %, at most 10 % better.',
    SLIGHT_IMPROVEMENT: 'Better by at most 5 %.',
    NO_CHANGE: 'Exactly as accurate.',
    DEGRADATION: 'Less accurate than before.',
  },
);

export const VersionAssessmentEnum = describedEnum<VersionAssessment>(
  'VersionAssessment',
  'Assessment by the differences of accuracy and of success share to the parent; whatever the number of items.',
  {
    MAJOR_IMPROVEMENT: 'Accuracy is more than 5 points higher, and the success share is not lower.',
    IMPROVEMENT: 'Accuracy is higher, and the success share is not lower.',
    MIXED_RESULTS: 'Accuracy is not lower, and the success share is.',
    REGRESSION: 'Accuracy is lower.',
    NO_CHANGE: 'Accuracy is the same and the success share not lower, or the success share of one of the two is not known.',
  },
);

export const VersionVerdictEnum = describedEnum<VersionVerdict>(
  'VersionVerdict',
  'Verdict on a version beside its parent by the intervals of accuracy, success share, error share and rating.',
  {
    BETTER: 'At least one number of quality is surely better, and none surely worse.',
    WORSE: 'At least one number of quality is surely worse, and none surely better.',
    MIXED: 'One number of quality is surely better, another surely worse.',
    NOT_DECISIVE: 'Every interval with enough values contains 0.',
    TOO_FEW: 'No number of quality has 20 values on both sides.',
    NOTHING_TO_COMPARE: 'The version has no parent, or nothing was measured of both.',
  },
);
