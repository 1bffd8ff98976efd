/** Which two groups are compared, and as of which day; kept in the address. */

import type { SegmentRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Combobox } from '../../ui/combobox/Combobox';
import { formatNumber } from '../../ui/format';
import { useAddress } from '../behaviour/asked';
import { EVERYONE, REST } from './groups';

type Props = { segments: SegmentRow[]; a: string; b: string };

export function Choices({ segments, a, b }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  const { value, put } = useAddress();
  const options = segments.map((each) => ({
    value: each.name,
    label: text(each.label) || each.name,
    note: formatNumber(each.size),
  }));
  const known = (name: string) => (options.some((each) => each.value === name) ? [] : [{ value: name, label: name }]);
  const others = [
    { value: REST, label: t('portraits.rest') },
    { value: EVERYONE, label: t('portraits.everyone') },
  ];
  const isOther = others.some((each) => each.value === b);
  return (
    <div className="portrait-choices">
      <span className="portrait-key a" aria-hidden>
        A
      </span>
      <Combobox
        label={t('portraits.groupA')}
        value={a}
        options={[...options, ...known(a)]}
        onChange={(chosen) => put({ a: chosen })}
      />
      <span className="muted">{t('portraits.against')}</span>
      <span className="portrait-key b" aria-hidden>
        B
      </span>
      <Combobox
        label={t('portraits.groupB')}
        value={b}
        options={[...others, ...options, ...(isOther ? [] : known(b))]}
        onChange={(chosen) => put({ b: chosen === REST ? '' : chosen })}
      />
      <label className="choice">
        <span className="muted small">{t('portraits.asOf')}</span>
        <input
          type="date"
          className="input"
          value={value('as_of')}
          max={workspace.today}
          onChange={({ target }) => put({ as_of: target.value })}
        />
      </label>
    </div>
  );
}
