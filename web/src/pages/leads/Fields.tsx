/** What is known of contacts, field by field, and the attribute that tells it. */

import type { LeadSpread } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Num } from '../../ui/numbers';
import { Sheet } from '../../ui/Sheet';
import { ShareBar } from '../value/ShareBar';

export function Fields({ found }: { found: LeadSpread }) {
  const { t } = useTranslation();
  const heads = [
    { label: t('leads.field') },
    { label: t('leads.attribute') },
    { label: t('leads.known'), amount: true },
    { label: t('leads.coverage') },
  ];
  const csv = () => ({
    header: heads.map((head) => head.label),
    rows: found.fields.map((each) => [t(`leads.fieldIs.${each.field}`), each.attribute, each.known, each.share]),
  });
  return (
    <Sheet title={t('leads.fields')} name="lead-fields" heads={heads} csv={csv} note={t('leads.fieldsNote')}>
      {found.fields.map((each) => (
        <tr key={each.field}>
          <td>{t(`leads.fieldIs.${each.field}`)}</td>
          <td className="mono">{each.attribute}</td>
          <td className="amount">
            <Num value={each.known} />
          </td>
          <td>{each.known ? <ShareBar share={each.share} /> : <span className="muted">{t('leads.notKnown')}</span>}</td>
        </tr>
      ))}
    </Sheet>
  );
}
