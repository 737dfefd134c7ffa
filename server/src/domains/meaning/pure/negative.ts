/**
 * When a user's message counts as negative: it is frustrated, or its sentiment is at most this. One place for SQL and documents; the value is
 * that at which half of the negative messages of GoEmotions' held-out part are found (docs/meaning.md).
 */
const negativeSentiment = -0.3;

/** Over rows `u` of message_meaning. */
export const isNegative = `(has(u.emotions.1, 'FRUSTRATION') OR ifNull(u.sentiment <= ${negativeSentiment}, false))`;
