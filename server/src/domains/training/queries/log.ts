import { defineLineLog } from '../../../platform/store/line-log.ts';

/** Small commits of points. */
export const pointLog = defineLineLog({ name: 'pointLog', table: 'point_log' });
