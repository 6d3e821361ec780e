import type { components } from './schema';

type Schemas = components['schemas'];

export type AccountState = Schemas['AccountState'];
export type AccountSummary = Schemas['AccountSummary'];
export type ActiveUsers = Schemas['ActiveUsers'];
export type AdoptionScore = Schemas['AdoptionScore'];
export type Band = NonNullable<Schemas['HealthBand']>;
export type FeatureSummary = Schemas['FeatureSummary'];
export type Overview = Schemas['Overview'];
export type PortfolioWeekPoint = Schemas['PortfolioWeekPoint'];
export type ScoreCap = Schemas['ScoreCap'];
export type ScoreComponent = Schemas['ScoreComponent'];
export type ScoreConfidence = Schemas['ScoreConfidence'];
export type WeekPoint = Schemas['WeekPoint'];
