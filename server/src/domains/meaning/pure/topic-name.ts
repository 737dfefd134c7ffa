export interface MessageTopic {
  readonly number: number;
  readonly name: string;
}

/** The first three terms of a topic; its number while it has none. */
export const topicName = (number: number, terms: readonly string[]): string =>
  terms.length === 0 ? `Topic ${number}` : terms.slice(0, 3).join(', ');
