import type { Meta, StoryObj } from '@storybook/react-vite';
import { Bar } from './bar-list.tsx';

/**
 * The bar of a bar list, for a table of one's own: as long as its share of the room that the number leaves. The number stands beside it.
 */
const meta = {
  title: 'Charts/Bar',
  component: Bar,
  args: { share: 0.5, color: 'var(--uk-s1)' },
  render: (args) => (
    <table className="uk-bars">
      <tbody>
        {[1, args.share, 0.01, 0].map((share) => (
          <tr key={share}>
            <th scope="row">{share * 100} of 100</th>
            <td className="uk-bar-cell">
              <Bar {...args} share={share} />
              <span className="uk-num">{share * 100}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  ),
} satisfies Meta<typeof Bar>;

export default meta;
export const Shares: StoryObj<typeof meta> = {};
export const Faint: StoryObj<typeof meta> = { args: { opacity: 0.4 } };
