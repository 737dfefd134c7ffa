export { textsOfMessages } from '../queries/texts.ts';
