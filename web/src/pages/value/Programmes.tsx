/** The three standing programmes: whom each is for, how many that are, what to do, and a segment of them. */

import type { HeadReport } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { formatMoney } from '../../ui/format';
import { Num } from '../../ui/numbers';
import { Sheet } from '../../ui/Sheet';
import { SegmentLink } from '../stages/SegmentLink';

type Programme = HeadReport['programmes'][number];

export function Programmes({ report }: { report: HeadReport }) {
  const { t } = useTranslation();
  const text = useText();
  const { can, workspace } = useAccess();
  const meant = (each: Programme) =>
    t(`worth.programmeIs.${each.name}`, {
      days: report.days,
      quiet: report.quiet,
      longer: report.days + report.quiet,
      entry: formatMoney(each.entry_minor, workspace.currency),
      basket: formatMoney(each.basket_minor, workspace.currency),
    });
  const keys = ['programme', 'members', 'definition', 'todo'];
  const csv = () => ({
    header: keys.map((key) => t(`worth.${key}`)),
    rows: report.programmes.map((each) => [
      text(each.label),
      each.members,
      meant(each),
      t(`worth.programmeDo.${each.name}`),
    ]),
  });
  const heads = [
    ...keys.map((key) => ({ label: t(`worth.${key}`), amount: key === 'members' })),
    ...(can('segments.edit') ? [{ label: t('worth.segment') }] : []),
  ];
  return (
    <Sheet title={t('worth.programmes')} name="head-programmes" heads={heads} csv={csv}>
      {report.programmes.map((each) => (
        <tr key={each.name}>
          <td>{text(each.label)}</td>
          <td className="amount">
            <Num value={each.members} formula={meant(each)} />
          </td>
          <td className="wordy small">{meant(each)}</td>
          <td className="wordy small">{t(`worth.programmeDo.${each.name}`)}</td>
          {can('segments.edit') && (
            <td>
              <SegmentLink
                label={text(each.label)}
                name={`programme-${each.name}`}
                title={each.label}
                rule={each.rule}
              />
            </td>
          )}
        </tr>
      ))}
    </Sheet>
  );
}
