/** Marks the event spans that hold what log records add to their parent (commands/amend.ts writes them). */
export const amendmentName = 'gen_ai.log.message';
