import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../../../tests/shared-data.testing.ts';
import type { ChatMessage } from '../../types.ts';
import { readSpanText } from './read.ts';

/**
 * Real traces of ten agent frameworks, each with the conversation that every observation's input and output must read as
 * (`*.chatml.json`). Compared are roles, texts and tool calls; what the reference passes on in `json` and `tools` is not.
 */

interface Observation {
  readonly id: string;
  readonly type: string;
  readonly input: unknown;
  readonly output: unknown;
}

interface ReferenceMessage {
  readonly role?: string;
  readonly content?: unknown;
  readonly tool_calls?: readonly { id: string; name: string; arguments: unknown }[];
  readonly tool_call_id?: string;
  readonly json?: { readonly text?: string };
}

/** What the reference fails at, or passes on as bare JSON: forms, or roles with the tools that are called. */
const beyond = new Map<string, string>([
  ['agno 1f883bb9668167c0 input', 'SYSTEM USER'],
  ['agno 1f883bb9668167c0 output', 'TEXT'],
  ['agno b38a82eaa62b551e input', 'SYSTEM USER ASSISTANT(duckduckgo_search) TOOL'],
  ['agno ca136de468e156c9 input', 'SYSTEM USER'],
  ['agno fc7f61b57ecebbaf input', 'SYSTEM USER ASSISTANT TOOL'],
  ['agno fc7f61b57ecebbaf output', 'TEXT'],
  ['agno 1cffdfa6fe3412e6 input', 'JSON'],
  ['agno 1cffdfa6fe3412e6 output', 'SYSTEM USER ASSISTANT(duckduckgo_search) TOOL ASSISTANT'],
  ['agno 6581e147aec6793a input', 'JSON'],
  ['agno 6581e147aec6793a output', 'JSON'],
  ['autogen 83517f9062f5ada4 input', 'SYSTEM USER'],
  ['autogen 83517f9062f5ada4 output', 'TEXT'],
  ['beeai 477d350ab1c6548d output', 'JSON'],
  ['beeai 49b16d9910843ef4 output', 'JSON'],
  ['beeai 4ab39fcf35639b0c output', 'JSON'],
  ['beeai 96cb191e191a9378 output', 'JSON'],
  ['beeai bd2f100ab98514d4 output', 'TEXT'],
  ['beeai cb4886242bf214b8 input', 'TEXT'],
  ['beeai cb4886242bf214b8 output', 'ASSISTANT'],
  ['beeai fce7074c89470876 output', 'JSON'],
  ['crewai 231c43964b7e7e63 output', 'TEXT'],
  ['crewai 0dd92fffb354f15b output', 'JSON'],
  ['crewai a8bf77474d6f9a1d input', 'JSON'],
  ['crewai a8bf77474d6f9a1d output', 'JSON'],
  ['google-adk 04290e4d82aba1bc input', 'JSON'],
  ['google-adk 04290e4d82aba1bc output', 'JSON'],
  ['langgraph-js 0fa7a562ce43f546 input', 'TOOL'],
  ['langgraph-js 0fa7a562ce43f546 output', 'TOOL'],
  ['langgraph-js 0fabddcbcd5cee2d output', 'USER ASSISTANT(get_weather) TOOL ASSISTANT'],
  ['langgraph-js 1a436b274dae3895 input', 'USER'],
  ['langgraph-js 1a436b274dae3895 output', 'ASSISTANT(get_weather)'],
  ['langgraph-js 2285cbc61d44c3e3 input', 'USER ASSISTANT(get_weather) TOOL'],
  ['langgraph-js 2285cbc61d44c3e3 output', 'ASSISTANT'],
  ['langgraph-js 23450fb0c54069a3 input', 'ASSISTANT'],
  ['langgraph-js 23450fb0c54069a3 output', 'ASSISTANT'],
  ['langgraph-js 29937389e09f9525 input', 'USER ASSISTANT(get_weather) TOOL'],
  ['langgraph-js 29937389e09f9525 output', 'USER ASSISTANT(get_weather) TOOL'],
  ['langgraph-js 4059d1450dfaeabd input', 'ASSISTANT(get_weather)'],
  ['langgraph-js 4059d1450dfaeabd output', 'ASSISTANT(get_weather)'],
  ['langgraph-js 405be02ff1aec7f8 input', 'USER'],
  ['langgraph-js 405be02ff1aec7f8 output', 'USER'],
  ['langgraph-js 5418736422abc167 input', 'USER ASSISTANT(get_weather) TOOL ASSISTANT'],
  ['langgraph-js 5418736422abc167 output', 'TEXT'],
  ['langgraph-js 62fd894173738caf input', 'USER ASSISTANT(get_weather)'],
  ['langgraph-js 62fd894173738caf output', 'TOOL'],
  ['langgraph-js 841f49934638899f input', 'USER ASSISTANT(get_weather)'],
  ['langgraph-js 841f49934638899f output', 'JSON'],
  ['langgraph-js 94d8f57d1d47f9d3 input', 'USER'],
  ['langgraph-js 94d8f57d1d47f9d3 output', 'ASSISTANT(get_weather)'],
  ['langgraph-js b6ebcf125bccb1e0 input', 'USER ASSISTANT(get_weather) TOOL'],
  ['langgraph-js b6ebcf125bccb1e0 output', 'ASSISTANT'],
  ['langgraph-js c3a547a43cb47b18 input', 'JSON'],
  ['langgraph-js c3a547a43cb47b18 output', 'TOOL'],
  ['langgraph-js dc6fa04662de9504 input', 'TOOL'],
  ['langgraph-js dc6fa04662de9504 output', 'TOOL'],
  ['llamaindex 7ca8b22f6628d0c7 input', 'JSON'],
  ['llamaindex 7ca8b22f6628d0c7 output', 'TEXT'],
  ['openai-agents 5b99c3e3411ed17b input', 'JSON'],
  ['openai-agents 5b99c3e3411ed17b output', 'TEXT'],
  ['pydantic-ai 5cb389a3bdd21a6e output', 'ASSISTANT'],
  ['vercel-aisdk 1dc6768109615657 input', 'USER'],
  ['vercel-aisdk e9bb8c191e1e4706 input', 'JSON'],
  ['vercel-aisdk e9bb8c191e1e4706 output', 'JSON'],
]);

const told = ({ role, toolCalls }: ChatMessage): string =>
  toolCalls === undefined ? role : `${role}(${toolCalls.map(({ name }) => name).join()})`;

type Side = 'input' | 'output';
type Reference = Readonly<Record<string, Readonly<Partial<Record<Side, { success: boolean; data?: readonly ReferenceMessage[] }>>>>>;

interface Case {
  readonly framework: string;
  readonly id: string;
  readonly side: Side;
  readonly type: string;
  readonly sent: unknown;
  /** null: the reference could not read it. */
  readonly reference: readonly ReferenceMessage[] | null;
}

const folder = sharedData === null ? null : join(sharedData, 'langfuse_traces');
const cases =
  folder === null
    ? []
    : readdirSync(folder)
        .filter((name) => name.endsWith('.trace.json'))
        .flatMap((name) => casesOf(join(folder, name)));

function casesOf(path: string): Case[] {
  const trace = JSON.parse(readFileSync(path, 'utf8')) as { observations: Observation[] };
  const reference = JSON.parse(readFileSync(path.replace('.trace.json', '.chatml.json'), 'utf8')) as Reference;
  const framework = (path.split('/').at(-1) as string).replace(/-\d{4}-.*/, '');
  const sides = ['input', 'output'] as const;
  return Object.entries(reference).flatMap(([id, told]) =>
    sides.flatMap((side): Case[] => {
      const observation = trace.observations.find((candidate) => candidate.id === id);
      const of = told[side];
      return of === undefined || observation === undefined
        ? []
        : [{ framework, id, side, type: observation.type, sent: observation[side], reference: of.success ? (of.data ?? []) : null }];
    }),
  );
}

/** Roles as the reference says them, in ours. A tool's answer has the tool's name as its role there (LangChain.js). */
const roleOf = (role: string): string =>
  ({ system: 'SYSTEM', developer: 'SYSTEM', user: 'USER', assistant: 'ASSISTANT', model: 'ASSISTANT', tool: 'TOOL', get_weather: 'TOOL' })[
    role
  ] ?? role;

function textOf(content: unknown): string {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map((part: { text?: string }) => part.text ?? '').join('\n\n');
  return JSON.stringify(content);
}

/** Deliberate difference 2: Gemini's `function_response` stands in the user's content; here it is the tool's message. */
const toolAnswers = new Set(['google-adk bded677884f031ce input 3']);

const argumentsOf = (sent: unknown): unknown => (typeof sent === 'string' ? JSON.parse(sent === '' ? '{}' : sent) : sent);
const isMessage = ({ role, content, tool_calls }: ReferenceMessage): boolean =>
  role !== undefined || content !== undefined || tool_calls !== undefined;

const comparable = (messages: readonly ChatMessage[]): unknown =>
  messages.map(({ role, content, toolCalls }) => ({
    role,
    content,
    toolCalls: (toolCalls ?? []).map(({ id, name, arguments: sent }) => ({ id: id ?? '', name, arguments: sent })),
  }));

const referenceComparable = (key: string, messages: readonly ReferenceMessage[]): unknown =>
  messages.map(({ role, content, json, tool_calls: calls }, place) => ({
    role: toolAnswers.has(`${key} ${place}`) ? 'TOOL' : roleOf(role ?? 'assistant'),
    // Deliberate difference 1: beeai's `{ role, text }` has its text in the reference's `json`; here it is the message's text.
    content: textOf(content ?? json?.text),
    toolCalls: (calls ?? []).map(({ id, name, arguments: sent }) => ({ id, name, arguments: argumentsOf(sent) })),
  }));

const keyOf = ({ framework, id, side }: Case): string => `${framework} ${id} ${side}`;
const readAsMessages = cases.filter(({ reference }) => reference !== null && reference.length > 0 && reference.every(isMessage));
const others = cases.filter((one) => !readAsMessages.includes(one));

describe.skipIf(folder === null)(`conversations in real traces ${needsSharedData}`, () => {
  test('all ten frameworks are there', () => {
    expect(new Set(cases.map(({ framework }) => framework)).size).toBe(10);
    expect(readAsMessages.length).toBeGreaterThan(30);
  });

  test.each(readAsMessages.map((one) => ({ title: keyOf(one), one })))(
    '$title has the roles, the texts and the tool calls of the reference',
    ({ one }) => {
      const text = readSpanText(one.sent);
      expect(text?.form).toBe('CHAT');
      expect(comparable(text?.form === 'CHAT' ? text.messages : [])).toEqual(referenceComparable(keyOf(one), one.reference ?? []));
    },
  );

  test.each(others.map((one) => ({ title: keyOf(one), one })))(
    '$title, which the reference does not read as messages, is what the table says',
    ({ one }) => {
      const text = readSpanText(one.sent);
      expect(text?.form === 'CHAT' ? text.messages.map(told).join(' ') : text?.form).toBe(beyond.get(keyOf(one)));
      if (text?.form !== 'CHAT' || one.framework === 'agno' || one.framework === 'autogen') return;
      // Nothing was cut or put together: each text stands in what was sent.
      const texts = leavesOf(one.sent);
      for (const { content } of text.messages) expect(texts.has(content)).toBe(true);
    },
  );

  test('the table names nothing that is not there', () => {
    expect([...beyond.keys()].sort()).toEqual(others.map(keyOf).sort());
  });

  test('agno’s printed messages give their texts, calls and results', () => {
    const sent = cases.find((one) => keyOf(one) === 'agno b38a82eaa62b551e input')?.sent as string;
    const printed = (JSON.parse(sent) as { messages: string[] }).messages;
    const text = readSpanText(sent);
    const messages = text?.form === 'CHAT' ? text.messages : [];
    expect(messages[1]?.content).toBe('What is currently trending on Twitter?');
    expect(messages[2]?.toolCalls).toEqual([
      { id: 'call_VybxG748CQId8Xxo6wb2pWy1', name: 'duckduckgo_search', arguments: { query: 'currently trending on Twitter' } },
    ]);
    expect(messages[3]?.toolCallId).toBe('call_VybxG748CQId8Xxo6wb2pWy1');
    expect(JSON.parse(messages[3]?.content ?? '')).toHaveLength(5);
    expect(printed[3]).toContain("role='tool'");
  });
});

/** Every text anywhere in a value, in JSON text too. */
function leavesOf(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    found.add(value);
    for (const read of [
      JSON.parse,
      (text: string): unknown => JSON.parse(text.replaceAll("{'role': 'assistant', 'text': ", '{"text": ')),
    ]) {
      try {
        const inner: unknown = read(value);
        if (typeof inner === 'object') leavesOf(inner, found);
      } catch {
        // a text that is no JSON
      }
    }
  } else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) leavesOf(part, found);
  return found;
}
