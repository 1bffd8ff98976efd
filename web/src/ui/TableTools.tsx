/** Above a list: search, filters, which columns, export of what is shown. */

import { DownloadOutlined, SettingOutlined } from '@ant-design/icons-svg';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useTranslation } from '../i18n';
import { Button, type ButtonProps } from './Button';
import { Checkbox } from './Checkbox';
import type { Column } from './columns';
import { downloadCsv } from './csv';
import { Popup } from './Popup';
import { SearchInput } from './SearchInput';
import type { ListState } from './useListState';

type Props<Row> = {
  name: string;
  search?: string;
  list: ListState;
  columns: Column<Row>[];
  shown: Column<Row>[];
  choose: (keys: string[]) => void;
  rows: Row[];
  children?: ReactNode;
};

export function TableTools<Row>({ name, search, list, columns, shown, choose, rows, children }: Props<Row>) {
  const { t } = useTranslation();
  function exportRows() {
    const kept = shown.filter((column) => column.plain);
    const header = kept.map((column) => column.title);
    downloadCsv(
      `${name}.csv`,
      header,
      rows.map((row) => kept.map((column) => column.plain?.(row))),
    );
  }
  return (
    <div className="table-tools">
      {search && <SearchField key={list.search} placeholder={search} list={list} />}
      {children}
      <span className="spring" />
      <ColumnChooser columns={columns} shown={shown} choose={choose} />
      <Button
        kind="text"
        icon={DownloadOutlined}
        aria-label={t('parts.exportShown')}
        data-tip={t('parts.exportShown')}
        disabled={rows.length === 0}
        onClick={exportRows}
      />
    </div>
  );
}

type ChooserProps<Row> = Pick<Props<Row>, 'columns' | 'shown' | 'choose'>;

function ColumnChooser<Row>({ columns, shown, choose }: ChooserProps<Row>) {
  const { t } = useTranslation();
  const keys = shown.map((column) => column.key);
  const button = {
    kind: 'text',
    icon: SettingOutlined,
    'aria-label': t('parts.columns'),
    'data-tip': t('parts.columns'),
  };
  return (
    <Popup button={button as ButtonProps} className="chooser">
      {() => (
        <>
          <strong className="small">{t('parts.columns')}</strong>
          {columns.map(({ key, title }) => (
            <Checkbox
              key={key}
              checked={keys.includes(key)}
              onChange={(on) => choose(on ? [...keys, key] : keys.filter((each) => each !== key))}
            >
              {title}
            </Checkbox>
          ))}
        </>
      )}
    </Popup>
  );
}

function SearchField({ placeholder, list }: { placeholder: string; list: ListState }) {
  const [typed, setTyped] = useState(list.search);
  const field = useRef<HTMLInputElement>(null);
  const asked = (useLocation().state as { search?: boolean } | null)?.search;
  useEffect(() => {
    if (asked) field.current?.focus();
  }, [asked]);
  return (
    <SearchInput
      ref={field}
      label={placeholder}
      value={typed}
      onType={(text) => {
        setTyped(text);
        if (!text && list.search) list.set({ search: '' });
      }}
      onSettle={() => typed.trim() !== list.search && list.set({ search: typed.trim() })}
    />
  );
}
