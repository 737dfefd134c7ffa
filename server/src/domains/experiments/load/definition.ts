import { Prisma, type Experiment } from '../../../platform/store/prisma/generated/client.ts';
import type { Definition, ExperimentMetric, Json, JsonSchema, LayerRange, RampStep, Targeting, Variant } from '../types.ts';

/** The definition that a row holds. */
export const definitionOf = (row: Experiment): Definition => ({
  name: row.name,
  hypothesis: row.hypothesis,
  unit: row.unit,
  valueType: row.valueType,
  defaultValue: row.defaultValue as Json,
  variants: row.variants as unknown as readonly Variant[],
  parametersSchema: row.parametersSchema as JsonSchema | null,
  allocation: row.allocation,
  ramp: row.ramp as unknown as readonly RampStep[],
  targeting: targetingOf(row),
  layer: layerOf(row),
  metrics: row.metrics as unknown as readonly ExperimentMetric[],
  significance: row.significance,
  method: row.method,
  correction: row.correction,
  plannedSamplePerVariant: row.plannedSamplePerVariant,
  isAa: row.isAa,
});

/** Which units a row's experiment lets in. */
export const targetingOf = ({ targeting }: { readonly targeting: unknown }): Targeting => targeting as Targeting;

export const layerOf = ({ layer, layerStart, layerEnd }: Pick<Experiment, 'layer' | 'layerStart' | 'layerEnd'>): LayerRange | null =>
  layer === null ? null : { key: layer, start: layerStart ?? 0, end: layerEnd ?? 1 };

/** A JSON value for a column. */
export const jsonColumn = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue;

/** A definition as columns. */
export function columnsOf({ defaultValue, layer, parametersSchema, ...definition }: Definition) {
  return {
    ...definition,
    defaultValue: defaultValue === null ? Prisma.DbNull : jsonColumn(defaultValue),
    variants: jsonColumn(definition.variants),
    parametersSchema: parametersSchema === null ? Prisma.DbNull : jsonColumn(parametersSchema),
    ramp: jsonColumn(definition.ramp),
    targeting: jsonColumn(definition.targeting),
    metrics: jsonColumn(definition.metrics),
    layer: layer?.key ?? null,
    layerStart: layer?.start ?? null,
    layerEnd: layer?.end ?? null,
  };
}
