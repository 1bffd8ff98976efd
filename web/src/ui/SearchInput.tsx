/** The search field of a page, which `/` jumps to. */

import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons-svg';
import type { Ref } from 'react';
import { useTranslation } from '../i18n';
import { Icon } from './Icon';
import { Input } from './Input';

type Props = {
  ref?: Ref<HTMLInputElement>;
  label: string;
  value: string;
  onType: (text: string) => void;
  /** The text is settled: Enter, or the field is left. */
  onSettle?: () => void;
};

export function SearchInput({ ref, label, value, onType, onSettle }: Props) {
  const { t } = useTranslation();
  const clear = (
    <button type="button" className="clear" aria-label={t('parts.clear')} onClick={() => onType('')}>
      <Icon of={CloseCircleFilled} />
    </button>
  );
  return (
    <Input
      ref={ref}
      data-search
      type="text"
      className="table-search"
      value={value}
      placeholder={label}
      aria-label={label}
      before={<Icon of={SearchOutlined} className="muted" />}
      after={value ? clear : <kbd data-tip={t('parts.slashAbout')}>/</kbd>}
      onChange={({ target }) => onType(target.value)}
      onKeyDown={({ key }) => key === 'Enter' && onSettle?.()}
      onBlur={onSettle}
    />
  );
}
