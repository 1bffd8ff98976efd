/** The ten stages in their order, and the bands of the score. */

export const STAGES = [
  'traffic',
  'lead',
  'nurture',
  'market_qualified',
  'sales_qualified',
  'won',
  'onboarding',
  'growth',
  'repurchase',
  'renewal',
] as const;

export const BANDS = ['hot', 'warm', 'cold'] as const;
