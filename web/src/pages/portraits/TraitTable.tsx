/** Every tag, feature and attribute with its leading level; those of one verdict, or of one kind. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import type { PortraitReport } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { Panel } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import { Segmented } from '../../ui/Segmented';
import { useAddress } from '../behaviour/asked';
import type { Names } from './groups';
import { TraitRow } from './TraitRow';
import { leadOf, type Trait, useLevelName } from './words';

const TraitDialog = lazy(() => import('./TraitDialog'));
const VERDICTS = ['separates', 'weak', 'undecided', 'all'] as const;
const KINDS = ['all', 'tag', 'feature', 'attribute'] as const;

type Props = { report: PortraitReport; groups: Names; onChanged: () => void };

export function TraitTable({ report, groups, onChanged }: Props) {
  const { t } = useTranslation();
  const { chosen, put } = useAddress();
  const [open, setOpen] = useState<Trait | null>(null);
  const verdict = chosen('verdict', VERDICTS, 'separates');
  const kind = chosen('kind', KINDS, 'all');
  const rows = report.traits.filter(
    (trait) => (verdict === 'all' || trait.verdict === verdict) && (kind === 'all' || trait.kind === kind),
  );
  const count = (each: (typeof VERDICTS)[number]) =>
    each === 'all' ? report.traits.length : (report.verdicts[each] ?? 0);
  return (
    <Panel
      flush
      title={t('portraits.traits')}
      extra={
        <div className="row">
          <Segmented
            small
            label={t('portraits.verdict')}
            value={verdict}
            options={VERDICTS.map((value) => ({ value, label: `${t(`portraits.is.${value}`)} ${count(value)}` }))}
            onChange={(value) => put({ verdict: value === 'separates' ? '' : value })}
          />
          <PlainSelect
            small
            label={t('portraits.kind')}
            value={kind}
            options={KINDS.map((value) => ({ value, label: t(`portraits.kindIs.${value}`) }))}
            onChange={(value) => put({ kind: value === 'all' ? '' : value })}
          />
          <Take rows={rows} groups={groups} />
        </div>
      }
    >
      {rows.length === 0 ? (
        <p className="muted">{t(`portraits.none.${verdict}`)}</p>
      ) : (
        <Table rows={rows} groups={groups} onOpen={setOpen} onChanged={onChanged} />
      )}
      <Suspense fallback={null}>
        {open && <TraitDialog trait={open} groups={groups} onClose={() => setOpen(null)} />}
      </Suspense>
    </Panel>
  );
}

function Take({ rows, groups }: { rows: Trait[]; groups: Names }) {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = useLevelName();
  const header = ['trait', 'levelName', 'a', 'b', 'lift', 'information', 'chance', 'verdict'];
  const take = () =>
    downloadCsv(
      'portraits.csv',
      header.map((key) => (key === 'a' || key === 'b' ? groups[key] : t(`portraits.${key}`))),
      rows.map((trait) => {
        const level = leadOf(trait);
        return [
          text(trait.label),
          nameOf(level, trait),
          level.share_a,
          level.share_b,
          level.lift,
          trait.information,
          trait.corrected,
          t(`portraits.is.${trait.verdict}`),
        ];
      }),
    );
  return (
    <Button kind="text" small icon={DownloadOutlined} disabled={rows.length === 0} onClick={take}>
      {t('parts.csv')}
    </Button>
  );
}

type TableProps = { rows: Trait[]; groups: Names; onOpen: (trait: Trait) => void; onChanged: () => void };

function Table({ rows, groups, onOpen, onChanged }: TableProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll-x" tabIndex={0} aria-label={t('portraits.traits')}>
      <table className="plain-table portrait-table">
        <thead>
          <tr>
            <th>{t('portraits.trait')}</th>
            <th>{t('portraits.shares')}</th>
            <th className="amount" data-tip={t('portraits.liftAbout')}>
              {t('portraits.lift')}
            </th>
            <th className="amount" data-tip={t('portraits.informationAbout')}>
              {t('portraits.information')}
            </th>
            <th className="amount" data-tip={t('portraits.chanceAbout')}>
              {t('portraits.chance')}
            </th>
            <th>{t('portraits.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((trait) => (
            <TraitRow
              key={`${trait.kind}/${trait.name}`}
              trait={trait}
              groups={groups}
              onOpen={() => onOpen(trait)}
              onChanged={onChanged}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
