/** The most frequent paths, as CSV too. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { PathReport } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { Num, Rate } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';

type Props = { report: PathReport; nameOf: (name: string) => string };

export function SequenceTable({ report, nameOf }: Props) {
  const { t } = useTranslation();
  const back = report.direction === 'to';
  const end = t(back ? 'behaviour.nothingBefore' : 'behaviour.ended');
  const stepsOf = ({ path, is_cut }: PathReport['sequences'][number]) => {
    const steps = [...path.map(nameOf), ...(is_cut ? [] : [end])];
    return back ? steps.reverse() : steps;
  };
  const take = () =>
    downloadCsv(
      'path-sequences.csv',
      ['path', 'members', 'share'].map((key) => t(`behaviour.${key}`)),
      report.sequences.map((each) => [stepsOf(each).join(' → '), each.members, each.share]),
    );
  const csv = (
    <Button kind="text" small icon={DownloadOutlined} onClick={take}>
      {t('parts.csv')}
    </Button>
  );
  return (
    <Panel flush title={t('behaviour.sequences')} extra={csv}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={t('behaviour.sequences')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('behaviour.path')}</th>
              <th className="amount">{t('behaviour.members')}</th>
              <th className="amount">{t('behaviour.share')}</th>
            </tr>
          </thead>
          <tbody>
            {report.sequences.map((each) => (
              <tr key={`${each.path.join('\n')}${each.is_cut}`}>
                <td>{stepsOf(each).join(' → ')}</td>
                <td className="amount">
                  <Num value={each.members} />
                </td>
                <td className="amount">
                  <Rate value={each.share} formula={t('behaviour.shareAbout')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
