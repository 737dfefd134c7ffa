import { describe, expect, test } from 'vitest';
import { chatTurns } from './chat-turns.ts';
import type { ChatMessage } from './chat-turns.ts';

const say = (role: ChatMessage['role'], content: string, more: Partial<ChatMessage> = {}): ChatMessage => ({
  role,
  content,
  toolCalls: [],
  ...more,
});
const gist = (input: ChatMessage[], output: ChatMessage[] = []) =>
  chatTurns(input, output).map(({ message, calls, isAnswer }) => [
    message.content,
    isAnswer,
    calls.map(({ name, result }) => `${name}: ${result?.content ?? 'nothing yet'}`),
  ]);

describe('chatTurns', () => {
  test('puts results to their calls by id, in whatever order they came', () => {
    const calls = say('ASSISTANT', '', {
      toolCalls: [
        { id: '1', name: 'weather', arguments: {} },
        { id: '2', name: 'time', arguments: {} },
      ],
    });
    expect(
      gist(
        [say('USER', 'hi'), calls, say('TOOL', 'noon', { toolCallId: '2' }), say('TOOL', 'rain', { toolCallId: '1' })],
        [say('ASSISTANT', 'done')],
      ),
    ).toEqual([
      ['hi', false, []],
      ['', false, ['weather: rain', 'time: noon']],
      ['done', true, []],
    ]);
  });
  test('without ids, by the order of the calls just before', () => {
    const calls = say('ASSISTANT', 'let me see', { toolCalls: [{ name: 'weather' }, { name: 'time' }] });
    expect(gist([calls, say('TOOL', 'rain'), say('TOOL', 'noon', { name: 'time' })])).toEqual([
      ['let me see', false, ['weather: rain', 'time: noon']],
    ]);
  });
  test('a call with the same id later in the chat gets the result that follows it', () => {
    const call = () => say('ASSISTANT', '', { toolCalls: [{ id: 'x', name: 'weather' }] });
    expect(gist([call(), say('TOOL', 'first', { toolCallId: 'x' }), call(), say('TOOL', 'second', { toolCallId: 'x' })])).toEqual([
      ['', false, ['weather: first']],
      ['', false, ['weather: second']],
    ]);
  });
  test('a result without a call, and a call without a result, stay', () => {
    expect(gist([say('TOOL', 'alone', { toolCallId: 'z' })], [say('ASSISTANT', '', { toolCalls: [{ id: 'a', name: 'book' }] })])).toEqual([
      ['alone', false, []],
      ['', true, ['book: nothing yet']],
    ]);
  });
});
