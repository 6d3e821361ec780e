/** What one number of the page means. */
export interface Definition {
  term: string;
  text: string;
  /** Where the API's document says the same: the text begins with its words up to a semicolon, and a test keeps it so. */
  source?: string;
}

const VALUE_EVENT =
  'A value event is a feature use that means value, not navigation: page views and logins never count.';

export const definitions = {
  dau: {
    term: 'DAU',
    text: `Daily active users: distinct humans with a value event on the complete day shown. ${VALUE_EVENT}`,
  },
  wau: {
    term: 'WAU',
    text: `Weekly active users: distinct humans with a value event in the 7 complete days that end with the day shown. ${VALUE_EVENT}`,
  },
  mau: {
    term: 'MAU',
    text: `Monthly active users: distinct humans with a value event in the 28 complete days that end with the day shown. ${VALUE_EVENT}`,
  },
  stickiness: {
    term: 'Stickiness',
    text: 'The mean of the 28 daily active users divided by MAU. 100% would be everybody, every day; there is none when MAU is 0.',
  },
  medianScore: {
    term: 'Median score',
    text: 'The median of the scores. The adoption score runs from 0 to 100, higher is healthier; accounts without a score are left out, not counted as 0.',
    source: 'Overview.median_score',
  },
  accountCount: {
    term: 'Accounts',
    text: 'Accounts ever seen, up to the day. An account is a customer organisation; it is active when it has a value event within 28 days.',
    source: 'Overview.account_count',
  },
  bands: {
    term: 'Bands',
    text: 'How many scored accounts are in each band. Healthy: 75 points or more. Watch: 50 to 74. At risk: below 50.',
    source: 'Overview.bands',
  },
  provisional: {
    term: 'Provisional',
    text: 'Late events may still change these numbers until 72 h after the day; then they are frozen.',
  },
  trend: {
    term: 'Trend',
    text: 'One week block of the portfolio’s trend: seven complete days. The last block ends with the day shown.',
    source: 'PortfolioWeekPoint',
  },
  featureKey: {
    term: 'Feature',
    text: 'The feature’s key, such as reports.export. “Core” marks the features that the score’s breadth counts; without a catalog these are the most-used ones.',
  },
  featureAdopters: {
    term: 'Adopters',
    text: 'Humans with at least 2 uses on at least 2 distinct days within 28 days.',
    source: 'FeatureSummary.adopters',
  },
  featureAccounts: {
    term: 'Accounts, 28 days',
    text: 'Accounts with a use within 28 days.',
    source: 'FeatureSummary.accounts_28d',
  },
  featureUses: { term: 'Uses, 28 days', text: 'Uses within 28 days.', source: 'FeatureSummary.uses_28d' },
  featureFirstUse: {
    term: 'First use',
    text: 'The first use ever, up to the day asked for. Shown as the day in the tenant’s time zone.',
    source: 'FeatureSummary.first_use',
  },
  featureLastUse: {
    term: 'Last use',
    text: 'The last use, up to the day asked for. Shown as the day in the tenant’s time zone.',
    source: 'FeatureSummary.last_use',
  },
  weeks: {
    term: '12 weeks',
    text: 'Twelve week blocks, oldest first. The line is each block’s active users, drawn from 0 to its own highest; sorting goes by the last block.',
    source: 'FeatureSummary.trend',
  },
  account: {
    term: 'Account',
    text: 'The account, in the tenant’s own naming. With its name, if the product reported one.',
    source: 'AccountSummary.account_id',
  },
  score: {
    term: 'Score',
    text: 'The adoption score, 0 to 100, higher is healthier. Only an account in the state “scored” has one. It is a sum of components that a person can move; open an account to see each one’s points.',
    source: 'AccountSummary.score',
  },
  band: {
    term: 'Band',
    text: 'Healthy: 75 points or more. Watch: 50 to 74. At risk: below 50. Without a score the account’s state stands here, in words.',
  },
  accountAdopters: {
    term: 'Adopters',
    text: 'Humans who have adopted at least one feature within 28 days.',
    source: 'AccountSummary.adopters',
  },
  accountFeatures: {
    term: 'Features, 28 days',
    text: 'Distinct features used within 28 days.',
    source: 'AccountSummary.features_28d',
  },
  accountUses: {
    term: 'Uses, 28 days',
    text: 'Value events within 28 days.',
    source: 'AccountSummary.uses_28d',
  },
  accountFirstUse: {
    term: 'First use',
    text: 'The first value event, up to the day asked for. Shown as the day in the tenant’s time zone.',
    source: 'AccountSummary.first_use',
  },
  accountLastUse: {
    term: 'Last use',
    text: 'The last value event, up to the day asked for. Shown as the day in the tenant’s time zone.',
    source: 'AccountSummary.last_use',
  },
  confidence: {
    term: 'Confidence',
    text: 'An 80 % interval from leaving out one person at a time. High: at most 5 points either way. Medium: at most 10, and the most there is while seats are unknown.',
    source: 'ScoreConfidence',
  },
  coverage: {
    term: 'Coverage',
    text: 'The sum of the weights that could be computed, 0 to 1; below .6 there is no score.',
    source: 'AdoptionScore.coverage',
  },
  targets: {
    term: 'Targets',
    text: 'The 75th percentiles that footprint, breadth and intensity are measured against.',
    source: 'ScoreTargets',
  },
} as const satisfies Record<string, Definition>;

export type DefinitionKey = keyof typeof definitions;

export function definitionOf(key: DefinitionKey): Definition {
  return definitions[key];
}
