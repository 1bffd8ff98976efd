/** The colour of a stage: its place among the stages of its model, from the house theme. */

import type { StageReport } from '../../api/types';
import type { Palette } from '../../app/theme';

const TONES: Record<string, keyof Palette | number> = {
  new: 2,
  active: 0,
  repeat: 0,
  loyal: 0,
  won_back: 3,
  cooling: 4,
  at_risk: 1,
  lost: 5,
  never: 'line',
  awareness: 'line',
  interest: 2,
  purchase: 0,
  loyalty: 3,
  aware: 'line',
  preferring: 2,
  first_purchase: 4,
  buying_again: 0,
  recommending: 3,
  partner: 1,
  traffic: 'line',
  lead: 2,
  nurture: 2,
  market_qualified: 4,
  sales_qualified: 0,
  won: 0,
  onboarding: 3,
  growth: 3,
  repurchase: 1,
  renewal: 1,
};
/** Stages of one colour are told apart by its strength. */
const STRENGTHS: Record<string, string> = {
  active: '80',
  repeat: 'bb',
  lead: '80',
  sales_qualified: '80',
  onboarding: '80',
  repurchase: '80',
};

export function colourOf(palette: Palette, stage: string | null): string {
  const tone = TONES[stage ?? ''] ?? 'line';
  const colour = typeof tone === 'number' ? palette.series[tone] : String(palette[tone]);
  return `${colour ?? palette.primary}${STRENGTHS[stage ?? ''] ?? ''}`;
}

/** The label of a stage, or of not being there. */
export function namerOf(report: StageReport, text: (label: Record<string, string>) => string, absent: string) {
  const labels = new Map(report.stages.map((stage) => [stage.name, text(stage.label)]));
  return (name: string | null) => (name === null ? absent : (labels.get(name) ?? name));
}
