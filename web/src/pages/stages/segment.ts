/** The rules that select a stage, or a move between two. */

import type { Rule, StageReport } from '../../api/types';

/** Members who are in the stage by the day a segment is evaluated. */
export function ruleOf({ model, category }: StageReport, stage: string): Rule {
  return { stage: model, ...(category ? { category } : {}), is: stage };
}

/** Members who were in one stage on a day and in another on a later one. */
export function ruleOfFlow(report: StageReport, source: string, target: string): Rule {
  return {
    all: [
      { ...ruleOf(report, source), on: report.since },
      { ...ruleOf(report, target), on: report.on },
    ],
  };
}
