import { fact } from '../../../platform/tools/table.ts';
import { BadToolArgument, defineTool, single } from '../../../platform/tools/tool.ts';
import { BadExpression, computeExpression } from '../pure/expression.ts';
import { toDecimal, toNumber } from '../pure/fraction.ts';

const places = 30;

export const calculatorTool = defineTool({
  name: 'calculator',
  title: 'Calculator',
  description:
    'Computes an arithmetic expression exactly: + - * / ^ %, parentheses, "15% of 200", sqrt, ln, log10, round, floor, ceil, abs, min, max, sum, mean, median, stdev, variance, percent_change(from, to).',
  group: 'general',
  words: ['calculate', 'compute', 'math', 'sum', 'percent', 'plus', 'times', 'divided', 'minus'],
  operations: single({
    about: 'compute an expression',
    arguments: { expression: { type: 'string', isRequired: true, description: 'Expression such as "(120 - 80) / 80 * 100"' } },
    compute: ({ expression }) => {
      const { value, isExact } = computed(String(expression));
      const { text, isExact: isWhole } = toDecimal(value, places);
      const number = toNumber(value);
      const isNumber = Number.isFinite(number) && (Number.isSafeInteger(number) || !Number.isInteger(number));
      return {
        facts: [
          fact('result', 'Result', isNumber ? number : text),
          fact('decimal', 'Result in decimals', text),
          ...(isExact && !isWhole ? [fact('fraction', 'Result as a fraction', `${value.number}/${value.over}`)] : []),
        ],
        notes:
          isExact && isWhole
            ? []
            : [isExact ? `Rounded to ${places} places.` : 'Computed with floating-point numbers, to about 15 digits.'],
      };
    },
  }),
});

function computed(expression: string): ReturnType<typeof computeExpression> {
  try {
    return computeExpression(expression);
  } catch (error) {
    if (error instanceof BadExpression) throw new BadToolArgument('expression', error.message, error.near);
    throw error;
  }
}
