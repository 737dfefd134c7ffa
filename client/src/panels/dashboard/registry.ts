import { activity } from './activity/activity.tsx';
import { retention } from './activity/retention.tsx';
import { costByModel } from './cost/cost-by-model.tsx';
import { costOutlook } from './cost/cost-outlook.tsx';
import { costPerSuccess } from './cost/cost-per-success.tsx';
import { tokens } from './cost/tokens.tsx';
import { groupComparison } from './models/group-comparison.tsx';
import { modelPerformance } from './models/model-performance.tsx';
import { sessions } from './models/sessions.tsx';
import { trainingMethods } from './models/training-methods.tsx';
import { variants } from './models/variants.tsx';
import { numbers } from './overview/numbers.tsx';
import { anomalies } from './operations/anomalies.tsx';
import { errorRate } from './operations/error-rate.tsx';
import { errorSeries } from './operations/error-series.tsx';
import { errors } from './operations/errors.tsx';
import { insights } from './operations/insights.tsx';
import { jobs } from './operations/jobs.tsx';
import { providerHealth } from './operations/provider-health.tsx';
import { providers } from './operations/providers.tsx';
import { tools } from './operations/tools.tsx';
import type { DashboardPanel } from './panel.ts';
import { conversationLength } from './performance/conversation-length.tsx';
import { firstToken } from './performance/first-token.tsx';
import { responseTime } from './performance/response-time.tsx';
import { sla } from './performance/sla.tsx';
import { abandonment } from './quality/abandonment.tsx';
import { agreement } from './quality/agreement.tsx';
import { failureTags } from './quality/failure-tags.tsx';
import { judgments } from './quality/judgments.tsx';
import { qualityForecast } from './quality/quality-forecast.tsx';
import { ratings } from './quality/ratings.tsx';
import { sentimentGauge } from './quality/sentiment-gauge.tsx';
import { sentimentTrend } from './quality/sentiment-trend.tsx';
import { successByModel } from './quality/success-by-model.tsx';
import { successRate } from './quality/success-rate.tsx';
import { turnsToSuccess } from './quality/turns-to-success.tsx';

/** Every panel there is, in the order of the dashboard. A new one is a file with its fragment beside it, and a line here. */
export const panels: readonly DashboardPanel[] = [
  numbers,
  modelPerformance,
  trainingMethods,
  variants,
  sessions,
  groupComparison,
  ratings,
  successRate,
  failureTags,
  successByModel,
  turnsToSuccess,
  abandonment,
  judgments,
  agreement,
  qualityForecast,
  sentimentGauge,
  sentimentTrend,
  responseTime,
  firstToken,
  sla,
  conversationLength,
  tokens,
  costByModel,
  costPerSuccess,
  costOutlook,
  insights,
  anomalies,
  errors,
  errorRate,
  errorSeries,
  providerHealth,
  tools,
  providers,
  jobs,
  retention,
  activity,
];
