export { textsOfMessages, type StoredText } from '../queries/texts.ts';
