import type { ScoreConfidence } from '../api/types';
import { formatScore } from '../numbers/format';

/** The interval as a sentence. */
export function confidenceWords(confidence: ScoreConfidence): string {
  const level = confidence.level === null ? 'Unknown' : levelWords[confidence.level];
  if (confidence.low === null || confidence.high === null) {
    return `${level} confidence. The interval cannot be told: too few people.`;
  }

  return `${level} confidence. 80% interval ${formatScore(confidence.low)} to ${formatScore(confidence.high)}.`;
}

const levelWords = { high: 'High', medium: 'Medium', low: 'Low' } as const;
