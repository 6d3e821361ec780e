import { describe, expect, test } from 'vitest';
import { curlLine } from '../src/score/curlLine';
import { factName } from '../src/score/factName';
import { waterfall } from '../src/score/waterfall';
import { acme } from './samples';

describe('The waterfall of a score', () => {
  test('begins at 0, leaves no gap, and ends at the score', () => {
    const { components } = waterfall(acme().components, []);

    expect(components[0]?.from).toBe(0);
    components.slice(1).forEach((step, index) => {
      expect(step.from).toBe(components[index]?.to);
    });
    expect(components.at(-1)?.to).toBeCloseTo(86.74, 6);
  });

  test('takes the points of a cap back', () => {
    const cap = {
      key: 'single_point_of_failure',
      limit: 60,
      points: -26.74,
      reason: 'One person does it all.',
    };

    const { caps } = waterfall(acme().components, [cap]);

    expect(caps[0]?.from).toBeCloseTo(86.74, 6);
    expect(caps[0]?.to).toBeCloseTo(60, 6);
  });
});

describe('The curl line', () => {
  test('names the key and never writes one', () => {
    expect(curlLine('http://127.0.0.1:5318', 'acme', '2015-06-30')).toBe(
      `curl -H "Authorization: Bearer $CSTELEMETRY_KEY" 'http://127.0.0.1:5318/v1/accounts/acme/adoption-score?as_of=2015-06-30'`,
    );
  });

  test('cannot be broken out of by an account id', () => {
    const line = curlLine('http://c', `o'reilly'; rm -rf / #`, '2015-06-30');

    expect(line.match(/'/g)).toHaveLength(2);
    expect(line).not.toContain(' rm ');
  });
});

test.each([
  ['active_users', 'Active users'],
  ['topUserShare', 'Top user share'],
  ['value_events84d', 'Value events 84d'],
  ['p_hat', 'P hat'],
])('The fact %s reads as "%s"', (key, words) => {
  expect(factName(key)).toBe(words);
});
