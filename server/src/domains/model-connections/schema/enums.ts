import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { ChoiceReason, ConnectionKind, ToolProtocol } from '../types.ts';

export const ModelConnectionKindRef = describedEnum<ConnectionKind>('ModelConnectionKind', 'API that a server of language models speaks.', {
  OPENAI_COMPATIBLE: 'Chat completions as OpenAI defined them: OpenAI, Ollama, vLLM, llama.cpp, LM Studio, OpenRouter and most others.',
  ANTHROPIC: 'Messages as Anthropic defined them.',
});

export const ToolProtocolRef = describedEnum<ToolProtocol>('ToolProtocol', 'Way in which a language model is given tools.', {
  NATIVE: "Tools stand in the request, and calls in the answer, as the server's API has them.",
  TEXT: 'Tools stand in the instructions, and the model writes calls as blocks of JSON: for models that call no tools.',
});

export const ModelChoiceReasonRef = describedEnum<ChoiceReason>(
  'ModelChoiceReason',
  'Reason why a language model is the one that answers.',
  {
    ASKED: 'The request or the conversation names the model.',
    PREFERENCE: 'The viewer prefers the model.',
    WORKSPACE: 'The model is the default of the workspace.',
    ENVIRONMENT: 'The model is that of ANALYTICS_DEFAULT_MODEL.',
    FIRST: 'No default is set; the model is the first by the name of its connection.',
  },
);
