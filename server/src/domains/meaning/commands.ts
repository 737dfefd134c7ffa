export { expireMeaning, passOnToReading, purgeMeaning } from './commands/forget.ts';
export { updateMeaningSettings } from './commands/settings.ts';
