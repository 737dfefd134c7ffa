import type { MetricDirection } from '../../metrics/types.ts';
import type { ExperimentCorrection, ExperimentKind, ExperimentMethod, ExperimentUnit, FlagValueType, MetricRole } from '../types.ts';

type Given<Value> = Value | null | undefined;

export interface VariantInput {
  readonly key: string;
  readonly name?: Given<string>;
  readonly weight?: Given<number>;
  readonly value?: unknown;
  readonly model?: Given<string>;
  readonly promptName?: Given<string>;
  readonly promptVersion?: Given<number>;
  readonly parameters?: unknown;
}

/** The definition of an experiment as the API takes it; of a change only what changes. */
export interface DefinitionInput {
  readonly name?: Given<string>;
  readonly hypothesis?: Given<string>;
  readonly unit?: Given<ExperimentUnit>;
  readonly valueType?: Given<FlagValueType>;
  readonly defaultValue?: unknown;
  readonly variants?: Given<readonly VariantInput[]>;
  readonly allocation?: Given<number>;
  readonly ramp?: Given<readonly { readonly share: number; readonly afterMinutes: number }[]>;
  readonly condition?: unknown;
  readonly parametersSchema?: unknown;
  readonly environments?: Given<readonly string[]>;
  readonly channels?: Given<readonly string[]>;
  /** The key of a cohort that there is. */
  readonly cohort?: Given<string>;
  readonly layer?: Given<{ readonly key: string; readonly start: number; readonly end: number }>;
  readonly metrics?: Given<
    readonly {
      readonly metric: string;
      readonly role?: Given<MetricRole>;
      readonly goal?: Given<MetricDirection>;
      readonly minimalEffect?: Given<number>;
    }[]
  >;
  readonly significance?: Given<number>;
  readonly method?: Given<ExperimentMethod>;
  readonly correction?: Given<ExperimentCorrection>;
  readonly plannedSamplePerVariant?: Given<number>;
  readonly isAa?: Given<boolean>;
}

export interface ExperimentInput extends DefinitionInput {
  readonly key: string;
  readonly kind?: Given<ExperimentKind>;
}
