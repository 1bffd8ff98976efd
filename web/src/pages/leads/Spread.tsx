/** Stage × industry × size: what is known, the table whose cells lead to segments, sources, and what is to renew. */

import type { LeadSpread } from '../../api/types';
import { useTranslation } from '../../i18n';
import { formatDay, formatNumber, formatRate } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Num, Rate } from '../../ui/numbers';
import { useAddress } from '../behaviour/asked';
import { Fact, How } from '../behaviour/Facts';
import { DaySelect } from '../stages/DaySelect';
import { useLeads } from './asked';
import { Fields } from './Fields';
import { NoLeads } from './NoLeads';
import { Renewals } from './Renewals';
import { Sources } from './Sources';
import { SpreadTable } from './SpreadTable';

export function Spread() {
  const { value } = useAddress();
  const query = useLeads<LeadSpread>('spread', { on: value('on') || undefined });
  return (
    <div className="stack">
      <div className="report-controls">
        <DaySelect name="on" shown={query.data?.on} />
      </div>
      <Loaded query={query} rows={12}>
        {(found) => (found.contacts === 0 ? <NoLeads /> : <Report found={found} />)}
      </Loaded>
    </div>
  );
}

function Report({ found }: { found: LeadSpread }) {
  const { t } = useTranslation();
  const group = (name: string) =>
    found.stages.filter((stage) => stage.group === name).reduce((sum, stage) => sum + stage.members, 0);
  const share = (name: string) => group(name) / found.contacts;
  const about = (name: string) => t('leads.groupAbout', { members: formatNumber(group(name)) });
  return (
    <div className="stack">
      <p className="answer">
        {t('leads.answer', {
          contacts: formatNumber(found.contacts),
          marketing: formatRate(share('marketing')),
          sales: formatRate(share('sales')),
          success: formatRate(share('success')),
        })}
        <span className="muted"> {t('value.asOf', { day: formatDay(found.on) })}</span>
      </p>
      <dl className="kpis">
        <Fact
          label={t('leads.contacts')}
          value={
            <Num value={found.contacts} formula={t('leads.contactsAbout', { members: formatNumber(found.members) })} />
          }
        />
        {(['marketing', 'sales', 'success'] as const).map((name) => (
          <Fact
            key={name}
            label={t(`leads.group.${name}`)}
            value={<Rate value={share(name)} formula={about(name)} />}
          />
        ))}
      </dl>
      <SpreadTable found={found} />
      <Fields found={found} />
      <Sources found={found} />
      <Renewals found={found} />
      <How points={['contacts', 'stages', 'set', 'unknown'].map((key) => t(`leads.how.${key}`))} />
    </div>
  );
}
