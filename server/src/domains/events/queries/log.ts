import { defineLineLog } from '../../../platform/store/line-log.ts';

/** Small commits of events. */
export const eventLog = defineLineLog({ name: 'eventLog', table: 'event_log' });
