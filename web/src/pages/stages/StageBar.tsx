/** All members as one bar, cut into their stages. */

import type { StageReport } from '../../api/types';
import { usePreferences, useShade } from '../../app/preferences';
import { paletteOf } from '../../app/theme';
import { useText, useTranslation } from '../../i18n';
import { formatNumber, formatRate } from '../../ui/format';
import { Panel } from '../../ui/PageFrame';
import { colourOf } from './colours';

export function StageBar({ report }: { report: StageReport }) {
  const { t } = useTranslation();
  const text = useText();
  const palette = paletteOf(useShade(), usePreferences().trend);
  const shown = report.stages.filter((stage) => stage.members > 0);
  const told = (stage: StageReport['stages'][number]) =>
    `${text(stage.label)}：${formatNumber(stage.members)}（${formatRate(stage.share)}）`;
  return (
    <Panel title={t('stages.bar')}>
      <div className="stage-bar" role="img" aria-label={shown.map(told).join('；')}>
        {shown.map((stage) => (
          <span
            key={stage.name}
            style={{ flexGrow: stage.members, background: colourOf(palette, stage.name) }}
            data-tip={told(stage)}
          />
        ))}
      </div>
      <ul className="stage-legend">
        {report.stages.map((stage) => (
          <li key={stage.name}>
            <span className="stage-dot" style={{ background: colourOf(palette, stage.name) }} aria-hidden />
            {text(stage.label)} <strong>{formatRate(stage.share)}</strong>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
