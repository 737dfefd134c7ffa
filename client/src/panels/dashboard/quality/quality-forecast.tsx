import type { QualityForecastPanelFragment } from '../../../graphql/generated/graphql.ts';
import { ForecastChart } from '../../signals/forecast-chart.tsx';
import { queryPanel } from '../panel.ts';

type Forecast = QualityForecastPanelFragment['qualityForecast'];

/** Words about the backtest stand under the chart. */
const CAPTION_PX = 44;

/** Where the success rate goes in the next week, and how wrong such forecasts were. */
export const qualityForecast = queryPanel<QualityForecastPanelFragment, Forecast>({
  id: 'quality-forecast',
  title: 'Quality forecast',
  section: 'quality',
  about: 'Success rate of the next 7 days with 50, 80 and 95 % intervals, and the error of its backtest',
  flag: 'withQualityForecast',
  size: { columns: 6, heightPx: 220 },
  filters: 'all',
  permission: 'READ',
  empty: {
    says: 'There is too little history for a forecast.',
    how: 'It takes some weeks of days with verdicts; until then the page of Signals says how well each series is learnt.',
  },
  read: ({ qualityForecast: forecast }) => (forecast.points.length === 0 ? null : forecast),
  hint: () => 'success rate per day and of the next 7 days, with 50, 80 and 95 %',
  draw: (forecast, _view, heightPx) => (
    <ForecastChart title="Success rate, the 7 days to come" forecast={forecast} height={Math.max(120, heightPx - CAPTION_PX)} />
  ),
  table: ({ history, points }) => [
    ['day', 'successShare', 'forecast', 'low50', 'high50', 'low80', 'high80', 'low95', 'high95'],
    ...history.map(({ at, value }) => [at, value ?? null, null, null, null, null, null, null, null]),
    ...points.map((one) => [one.at, null, one.value, one.low50, one.high50, one.low80, one.high80, one.low95, one.high95]),
  ],
});
