import { defineLineLog } from '../../../platform/store/line-log.ts';

/** Small commits of properties. */
export const propertyLog = defineLineLog({ name: 'userPropertyLog', table: 'user_property_log' });
