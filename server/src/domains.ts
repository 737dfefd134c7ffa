import { declareAudited } from './platform/store/audited.ts';
import type { Domain } from './platform/domain.ts';
import { declareTools } from './platform/tools/tool.ts';
import { accessDomain } from './domains/access/domain.ts';
import { alertsDomain } from './domains/alerts/domain.ts';
import { analyticsDomain } from './domains/analytics/domain.ts';
import { annotationQueuesDomain } from './domains/annotation-queues/domain.ts';
import { artifactsDomain } from './domains/artifacts/domain.ts';
import { assistantDomain } from './domains/assistant/domain.ts';
import { assistantToolsDomain } from './domains/assistant-tools/domain.ts';
import { auditDomain } from './domains/audit/domain.ts';
import { annotationsDomain } from './domains/annotations/domain.ts';
import { benchmarksDomain } from './domains/benchmarks/domain.ts';
import { boardsDomain } from './domains/boards/domain.ts';
import { datasetsDomain } from './domains/datasets/domain.ts';
import { continualDomain } from './domains/continual/domain.ts';
import { deletionsDomain } from './domains/deletions/domain.ts';
import { evaluationsDomain } from './domains/evaluations/domain.ts';
import { projectsDomain } from './domains/projects/domain.ts';
import { eventsDomain } from './domains/events/domain.ts';
import { slackDomain } from './domains/slack/domain.ts';
import { statisticsDomain } from './domains/statistics/domain.ts';
import { experimentsDomain } from './domains/experiments/domain.ts';
import { exportsDomain } from './domains/exports/domain.ts';
import { factsDomain } from './domains/facts/domain.ts';
import { healthDomain } from './domains/health/domain.ts';
import { loopsDomain } from './domains/loops/domain.ts';
import { meaningDomain } from './domains/meaning/domain.ts';
import { messagesDomain } from './domains/messages/domain.ts';
import { metricsDomain } from './domains/metrics/domain.ts';
import { modelConnectionsDomain } from './domains/model-connections/domain.ts';
import { modelsDomain } from './domains/models/domain.ts';
import { peopleDomain } from './domains/people/domain.ts';
import { policiesDomain } from './domains/policies/domain.ts';
import { predictionsDomain } from './domains/predictions/domain.ts';
import { promptsDomain } from './domains/prompts/domain.ts';
import { preferencesDomain } from './domains/preferences/domain.ts';
import { playgroundDomain } from './domains/playground/domain.ts';
import { judgesDomain } from './domains/judges/domain.ts';
import { evaluationRunsDomain } from './domains/evaluation-runs/domain.ts';
import { pricesDomain } from './domains/prices/domain.ts';
import { runnersDomain } from './domains/runners/domain.ts';
import { settingsDomain } from './domains/settings/domain.ts';
import { signalsDomain } from './domains/signals/domain.ts';
import { steeringDomain } from './domains/steering/domain.ts';
import { studiesDomain } from './domains/studies/domain.ts';
import { tracesDomain } from './domains/traces/domain.ts';
import { trainingDomain } from './domains/training/domain.ts';
import { versionsDomain } from './domains/versions/domain.ts';
import { importsDomain } from './domains/imports/domain.ts';
import { organisationDomain } from './domains/organisation/domain.ts';
import { driftDomain } from './domains/drift/domain.ts';
import { insightsDomain } from './domains/insights/domain.ts';
import { causesDomain } from './domains/causes/domain.ts';
import { cohortComparisonDomain } from './domains/cohort-comparison/domain.ts';
import { cohortsDomain } from './domains/cohorts/domain.ts';
import { strategyDomain } from './domains/strategy/domain.ts';
import { transferDomain } from './domains/transfer/domain.ts';
import { usersDomain } from './domains/users/domain.ts';
import { viewsDomain } from './domains/views/domain.ts';

/** Every domain of the product. Who imports this has their reactions registered, in this order. */
export const domains: readonly Domain[] = [
  peopleDomain,
  accessDomain,
  auditDomain,
  messagesDomain,
  evaluationsDomain,
  modelsDomain,
  pricesDomain,
  factsDomain,
  meaningDomain,
  analyticsDomain,
  tracesDomain,
  policiesDomain,
  viewsDomain,
  settingsDomain,
  signalsDomain,
  causesDomain,
  driftDomain,
  insightsDomain,
  alertsDomain,
  preferencesDomain,
  importsDomain,
  trainingDomain,
  healthDomain,
  projectsDomain,
  artifactsDomain,
  steeringDomain,
  studiesDomain,
  runnersDomain,
  predictionsDomain,
  versionsDomain,
  deletionsDomain,
  organisationDomain,
  exportsDomain,
  benchmarksDomain,
  continualDomain,
  transferDomain,
  strategyDomain,
  datasetsDomain,
  boardsDomain,
  annotationsDomain,
  annotationQueuesDomain,
  promptsDomain,
  playgroundDomain,
  judgesDomain,
  loopsDomain,
  evaluationRunsDomain,
  metricsDomain,
  experimentsDomain,
  eventsDomain,
  usersDomain,
  cohortsDomain,
  cohortComparisonDomain,
  statisticsDomain,
  modelConnectionsDomain,
  assistantToolsDomain,
  assistantDomain,
  slackDomain,
];

declareAudited(Object.assign({}, ...domains.map(({ audited }) => audited)));

declareTools(
  domains.flatMap(({ tools = [] }) => tools),
  domains.flatMap(({ references = [] }) => references),
);

for (const { hooks = [] } of domains) for (const { register } of hooks) register();
