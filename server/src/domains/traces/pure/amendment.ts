/** Marks the event spans that hold what log records add to their parent (commands/amend.ts writes them). */
export const amendmentName = 'gen_ai.log.message';

/** The attribute of such a span that holds what the records tell beside the messages. */
export const amendedFieldsName = 'fine_tune_lab.amended_fields';
