import type { TransferEffectiveness, TransferFigureSource } from '../../graphql/generated/graphql.ts';

export const effectivenessWords: Readonly<Record<TransferEffectiveness, string>> = {
  HIGHLY_EFFECTIVE: 'highly effective',
  EFFECTIVE: 'effective',
  MODERATELY_EFFECTIVE: 'moderately effective',
  INEFFECTIVE: 'ineffective',
};

export const sourceWords: Readonly<Record<TransferFigureSource, string>> = {
  STATED: 'as sent',
  BENCHMARKS: 'by benchmarks',
  JOB: 'by its training job',
  JOBS_FROM_SCRATCH: 'mean of trainings from scratch',
  TIMES: 'from start to completion',
};

/** `62 %`; null: not known. Below 0 where the transfer took more. */
export const percentWords = (percent: number | null | undefined): string | null =>
  percent == null ? null : `${percent < 0 ? '−' : ''}${Math.abs(percent).toFixed(0)} %`;
