/** The shapes of reports: value, forecasts, behaviour, stages, leads and funnels. */

import type { Member, Rule, Schemas, With, Words } from './types';

export type RecommendationReport = Schemas['RecommendationReport'];
export type Recommendations = Schemas['Recommendations'];
export type NextProduct = Schemas['NextProduct'];

export type Rfm = Schemas['RfmReport'];
export type Concentration = Schemas['ConcentrationReport'];
export type Forecast = Schemas['ForecastReport'];
export type HeadReport = With<
  Schemas['HeadReport'],
  { moves: With<Schemas['HeadMove'], { name: Move; rule: Rule | null }>[] }
>;
export type Move = 'grew' | 'slid' | 'stayed';
export type MovedMember = Schemas['MovedMember'];
export type PromotionReport = Schemas['PromotionReport'];
export type Matrix = Schemas['MatrixReport'];
export type MatrixCell = Schemas['MatrixCell'];
export type WhiteSpace = Schemas['WhiteSpace'];
export type Quadrants = Schemas['QuadrantReport'];
export type Channels = Schemas['ChannelReport'];
export type Referral = Schemas['Referral'];

export type CohortReport = Schemas['CohortReport'];
export type StickinessReport = Schemas['StickinessReport'];
export type PathReport = Schemas['PathReport'];
export type StageReport = With<Schemas['StageReport'], { model: StageModel }>;
export type StageModel = 'lifecycle' | 'aipl' | 'ladder' | 'b2b';
export type Stage = StageReport['stages'][number];
export type CategoryStages = Schemas['CategoryReport'];
export type StageStep = StageReport['steps'][number];
export type StageMonth = Schemas['MonthOfStages'];
export type StageDay = Schemas['DayOfStages'];
export type StageSettings = Schemas['StageSettingsOut'];
export type MemberStage = Schemas['MemberStage'];

export type LeadSpread = Schemas['LeadSpread'];
export type LeadValue = LeadSpread['industries'][number];
export type LeadProgress = Schemas['LeadProgress'];
export type LeadScores = Schemas['LeadScores'];
export type Lead = Schemas['LeadOut'];
export type LeadAccount = Schemas['LeadAccount'];
export type LeadSettings = Schemas['LeadSettingsOut'];
export type MemberLead = NonNullable<Member['lead']>;

export type FunnelReport = Schemas['FunnelReport'];
export type FunnelStep = { did: string; where?: Rule; label?: Words };
export type FunnelDocument = {
  kind: 'funnel';
  name: string;
  label: Words;
  within: string;
  steps: FunnelStep[];
  by?: { property?: string; segments?: string[] };
};
export type FunnelRow = Schemas['FunnelRow'];
export type Funnel = With<Schemas['FunnelOut'], { document: FunnelDocument }>;
