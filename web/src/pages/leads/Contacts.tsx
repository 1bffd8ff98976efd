/** Contacts by score, each with what it is made of; who waits for sales too long is told. */

import { Link } from 'react-router';
import type { Lead } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { formatNumber } from '../../ui/format';
import { PlainSelect } from '../../ui/PlainSelect';
import type { ListState } from '../../ui/useListState';
import { NoLeads } from './NoLeads';
import { BANDS, STAGES } from './names';
import { PartList } from './PartList';

export function Contacts() {
  const { t } = useTranslation();
  const { api } = useAccess();
  return (
    <DataTable<Lead>
      name="leads"
      caption={t('leads.view.contacts')}
      path={api('/leads')}
      search={t('leads.searchCompany')}
      filters={['stage', 'band', 'late', 'company']}
      tools={(list) => <Tools list={list} />}
      columns={useColumns()}
      rowKey={(row) => row.member_id}
      expanded={(row) => <PartList parts={row.parts} points={row.points} />}
      empty={<NoLeads />}
    />
  );
}

function Tools({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const select = (name: string, options: { value: string; label: string }[]) => (
    <PlainSelect
      small
      label={t(`leads.${name}`)}
      value={list.value(name)}
      options={[{ value: '', label: t(`leads.any.${name}`) }, ...options]}
      onChange={(value) => list.set({ [name]: value })}
    />
  );
  return (
    <span className="row">
      {select(
        'stage',
        STAGES.map((value) => ({ value, label: t(`leads.stageIs.${value}`) })),
      )}
      {select(
        'band',
        BANDS.map((value) => ({ value, label: t(`leads.bandIs.${value}`) })),
      )}
      <Checkbox checked={list.value('late') === 'true'} onChange={(late) => list.set({ late: late ? 'true' : '' })}>
        {t('leads.onlyLate')}
      </Checkbox>
      {list.value('company') && (
        <Button small onClick={() => list.set({ company: '' })}>
          {t('leads.ofCompany', { company: list.value('company') })} ✕
        </Button>
      )}
    </span>
  );
}

function useColumns(): Column<Lead>[] {
  const { t } = useTranslation();
  const text = useText();
  const { page } = useAccess();
  return [
    {
      key: 'name',
      title: t('leads.contact'),
      render: (row) => (
        <Link to={page(`/members/${row.member_id}`)}>{row.name || t('members.unnamed', { id: row.member_id })}</Link>
      ),
      plain: (row) => row.member_id,
    },
    {
      key: 'company',
      title: t('leads.fieldIs.company'),
      render: (row) => row.company ?? '–',
      plain: (row) => row.company,
    },
    {
      key: 'industry',
      title: t('leads.axis.industry'),
      render: (row) => row.industry ?? '–',
      plain: (row) => row.industry,
    },
    { key: 'size', title: t('leads.axis.size'), render: (row) => row.size ?? '–', plain: (row) => row.size },
    { key: 'stage', title: t('leads.stage'), render: (row) => text(row.stage_label), plain: (row) => row.stage },
    {
      key: 'days',
      title: t('leads.days'),
      amount: true,
      render: (row) => (
        <>
          {formatNumber(row.days)} {row.late && <span className="chip bad">{t('leads.late')}</span>}
        </>
      ),
      plain: (row) => row.days,
    },
    {
      key: 'points',
      title: t('leads.points'),
      amount: true,
      render: (row) => (
        <span className="nowrap">
          <strong>{row.points}</strong> <span className="muted small">{t(`leads.bandIs.${row.band}`)}</span>
        </span>
      ),
      plain: (row) => row.points,
    },
  ];
}
