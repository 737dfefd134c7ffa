import { defineLineLog } from '../../../platform/store/line-log.ts';

/** Small commits of exposures. */
export const exposureLog = defineLineLog({ name: 'exposureLog', table: 'exposure_log' });
