/** By which channels those who were found can be reached, and how many of them agreed to offers by it. */

import { DownloadOutlined } from '@ant-design/icons-svg';
import type { FindAnswer } from '../../api/types';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { downloadCsv } from '../../ui/csv';
import { Num } from '../../ui/numbers';
import { Panel } from '../../ui/PageFrame';
import { ShareBar } from '../value/ShareBar';

export function ChannelTable({ answer }: { answer: FindAnswer }) {
  const { t } = useTranslation();
  const text = useText();
  const agreed = answer.channels.some((each) => each.agreed !== null);
  const take = () =>
    downloadCsv(
      'channels.csv',
      [t('find.channel'), t('find.reached'), t('find.agreed')],
      answer.channels.map((each) => [text(each.label), each.size, each.agreed]),
    );
  const csv = (
    <Button kind="text" small icon={DownloadOutlined} onClick={take}>
      {t('parts.csv')}
    </Button>
  );
  return (
    <Panel flush title={t('find.channels')} extra={csv}>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('find.channel')}</th>
            <th className="amount">{t('find.reached')}</th>
            <th>{t('find.ofFound')}</th>
            {agreed && <th className="amount">{t('find.agreed')}</th>}
          </tr>
        </thead>
        <tbody>
          {answer.channels.map((each) => (
            <tr key={each.name}>
              <td>{text(each.label)}</td>
              <td className="amount">
                <Num value={each.size} formula={t('find.reachedAbout')} />
              </td>
              <td>
                <ShareBar share={answer.size ? each.size / answer.size : 0} />
              </td>
              {agreed && (
                <td className="amount">
                  <Num value={each.agreed} formula={t('find.agreedAbout')} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
