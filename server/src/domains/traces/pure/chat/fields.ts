/**
 * Names under which frameworks and providers send a conversation. What reads the conversation (envelope.ts) and what keeps the rest
 * (beside.ts) take them from here, so that no field is read by one and kept by the other.
 */

/** Messages of a request: OpenAI, Anthropic, Bedrock and LangGraph; Gemini; Responses; AI SDK; Cohere. The first that is there counts. */
export const requestNames = ['messages', 'contents', 'input', 'prompt', 'chat_history'] as const;

/** Instructions that stand beside the messages. */
export const instructionNames = ['system', 'instructions', 'systemInstruction', 'system_instruction', 'system_prompt'] as const;

/** Lists of answers: OpenAI, Gemini, LangChain. */
export const choiceNames = ['choices', 'candidates', 'generations'] as const;

/** Fields whose text is the answer: of Responses, Amazon's models, Hugging Face. */
export const answerNames = ['output_text', 'outputText', 'generated_text'] as const;

/** The same, where no other conversation stands beside: Anthropic's older completions, Llama on Bedrock. */
export const loneAnswerNames = ['completion', 'generation'] as const;

/** Lists of answers, where no other conversation stands beside: Haystack; Amazon's Titan; Mistral on Bedrock. */
export const loneAnswerLists = ['replies', 'results', 'outputs'] as const;

/** Text of one of `results` and of `outputs`. */
export const [titanText, mistralText] = ['outputText', 'text'] as const;
