import type {
  AccountSummary,
  AdoptionScore,
  FeatureSummary,
  Overview,
  ScoreComponent,
} from '../src/api/types';

const trend = [
  { week_ending: '2015-06-23', active_users: 3, uses: 30 },
  { week_ending: '2015-06-30', active_users: 5, uses: 50 },
];

export function overview(change: Partial<Overview> = {}): Overview {
  return {
    tenant: 'nova',
    time_zone: 'America/New_York',
    as_of: '2015-06-30',
    provisional: false,
    model_version: '1.0.0-auto',
    active_users: { dau: 12, wau: 140, mau: 1175, stickiness: 0.25 },
    active_accounts_28d: 2,
    account_count: 3,
    feature_count: 2,
    median_score: 61.25,
    states: { scored: 2, onboarding: 0, insufficient_data: 0, stale: 1, excluded: 0 },
    bands: { healthy: 1, watch: 0, at_risk: 1 },
    trend: [
      { week_ending: '2015-06-23', active_users: 130, active_accounts: 2, uses: 900 },
      { week_ending: '2015-06-30', active_users: 140, active_accounts: 2, uses: 950 },
    ],
    ...change,
  };
}

export function feature(key: string, change: Partial<FeatureSummary> = {}): FeatureSummary {
  return {
    key,
    catalogued: false,
    name: null,
    area: null,
    owner: null,
    kind: 'value',
    value_weight: 1,
    available_from: null,
    core: false,
    active_users: { dau: 1, wau: 2, mau: 3, stickiness: 0.5 },
    adopters: 2,
    accounts_28d: 1,
    uses_28d: 40,
    first_use: '2014-01-02T10:00:00Z',
    last_use: '2015-06-30T10:00:00Z',
    trend,
    ...change,
  };
}

export function account(id: string, change: Partial<AccountSummary> = {}): AccountSummary {
  return {
    account_id: id,
    name: null,
    state: 'scored',
    score: 82.5,
    band: 'healthy',
    active_users: { dau: 1, wau: 4, mau: 9, stickiness: 0.3 },
    adopters: 4,
    features_28d: 6,
    uses_28d: 300,
    first_use: '2014-01-02T10:00:00Z',
    // Late in the evening of the 29th in New York, already the 30th in UTC.
    last_use: '2015-06-30T02:30:00Z',
    trend,
    ...change,
  };
}

export function component(key: string, points: number, lost: number): ScoreComponent {
  const weight = (points + lost) / 100;
  return {
    key,
    label: key.charAt(0).toUpperCase() + key.slice(1),
    available: true,
    weight,
    x: points / (points + lost),
    points,
    points_lost: lost,
    reason: `Why ${key} is so.`,
    facts: { active_users: 14, share: 0.6867 },
  };
}

/** The worked example of the score model. */
export function acme(change: Partial<AdoptionScore> = {}): AdoptionScore {
  return {
    account_id: 'acme',
    name: 'Acme Ltd',
    as_of: '2015-06-30',
    computed_at: '2015-07-01T06:00:00Z',
    model_version: '1.0.0-auto',
    state: 'scored',
    reason: 'It has a score.',
    score: 86.74,
    band: 'healthy',
    coverage: 1,
    tenure_days: 428,
    confidence: { level: 'medium', low: 80.6, high: 92.8, half_width: 6.1 },
    components: [
      component('reach', 17.17, 2.83),
      component('consistency', 20.81, 4.19),
      component('breadth', 17.78, 2.22),
      component('intensity', 17.71, 2.29),
      component('resilience', 10, 0),
      component('momentum', 3.27, 1.73),
    ],
    caps: [],
    targets: { active_users: 25, core_features: 9, decayed_uses: 900 },
    last_heartbeat: '2015-06-30',
    status: 'provisional',
    plan: null,
    segment: '*',
    first_use: '2014-04-29',
    days_to_first_value: 0,
    ...change,
  };
}
