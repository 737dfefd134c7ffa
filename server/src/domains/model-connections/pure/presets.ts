import type { ConnectionKind, ToolProtocol } from '../types.ts';

/** What a connection to a well-known server mostly is. */
export interface Preset {
  readonly key: string;
  readonly title: string;
  readonly kind: ConnectionKind;
  readonly baseUrl: string;
  /** Whether the server wants a key. */
  readonly needsKey: boolean;
  readonly toolProtocol: ToolProtocol;
  /** How the server is started, or where its key is made. */
  readonly note: string;
}

const local = (key: string, title: string, baseUrl: string, note: string): Preset => ({
  key,
  title,
  kind: 'OPENAI_COMPATIBLE',
  baseUrl,
  needsKey: false,
  toolProtocol: 'NATIVE',
  note,
});
const hosted = (key: string, title: string, kind: ConnectionKind, baseUrl: string, note: string): Preset => ({
  key,
  title,
  kind,
  baseUrl,
  needsKey: true,
  toolProtocol: 'NATIVE',
  note,
});

export const presets: readonly Preset[] = [
  local('ollama', 'Ollama', 'http://127.0.0.1:11434/v1', 'Runs after ollama serve; ollama pull qwen3:8b loads a model that calls tools.'),
  local(
    'vllm',
    'vLLM',
    'http://127.0.0.1:8000/v1',
    'Start it with --enable-auto-tool-choice and a tool parser, else choose tools in text.',
  ),
  local('llamacpp', 'llama.cpp', 'http://127.0.0.1:8080/v1', 'Start llama-server with --jinja for tool calls, else choose tools in text.'),
  local('lmstudio', 'LM Studio', 'http://127.0.0.1:1234/v1', 'Start its local server on the page Developer.'),
  hosted('openai', 'OpenAI', 'OPENAI_COMPATIBLE', 'https://api.openai.com/v1', 'A key of the project, from platform.openai.com.'),
  hosted('anthropic', 'Anthropic', 'ANTHROPIC', 'https://api.anthropic.com/v1', 'A key of the workspace, from console.anthropic.com.'),
  hosted('openrouter', 'OpenRouter', 'OPENAI_COMPATIBLE', 'https://openrouter.ai/api/v1', 'A key of the account, from openrouter.ai.'),
];
