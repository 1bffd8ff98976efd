/** Above a list: search, filters, which columns, export of what is shown. */

import { DownloadOutlined, SearchOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, type InputRef, Popover, Tooltip } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useTranslation } from '../i18n';
import type { Column } from './columns';
import { downloadCsv } from './csv';
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
  const chooser = (
    <Checkbox.Group
      className="stack"
      value={shown.map((column) => column.key)}
      options={columns.map((column) => ({ value: column.key, label: column.title }))}
      onChange={(keys) => choose(keys.map(String))}
    />
  );
  return (
    <div className="table-tools">
      {search && <SearchField key={list.search} placeholder={search} list={list} />}
      {children}
      <span className="spring" />
      <Popover trigger="click" content={chooser} title={t('parts.columns')} placement="bottomRight">
        <Button type="text" icon={<SettingOutlined />} aria-label={t('parts.columns')} />
      </Popover>
      <Tooltip title={t('parts.exportShown')}>
        <Button
          type="text"
          icon={<DownloadOutlined />}
          aria-label={t('parts.exportShown')}
          disabled={rows.length === 0}
          onClick={exportRows}
        />
      </Tooltip>
    </div>
  );
}

function SearchField({ placeholder, list }: { placeholder: string; list: ListState }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(list.search);
  const field = useRef<InputRef>(null);
  const asked = (useLocation().state as { search?: boolean } | null)?.search;
  useEffect(() => {
    if (asked) field.current?.focus();
  }, [asked]);
  return (
    <Input
      ref={field}
      data-search
      className="table-search"
      value={typed}
      placeholder={placeholder}
      aria-label={placeholder}
      prefix={<SearchOutlined aria-hidden />}
      suffix={<kbd title={t('parts.slashAbout')}>/</kbd>}
      allowClear
      onChange={(event) => {
        setTyped(event.target.value);
        if (!event.target.value && list.search) list.set({ search: '' });
      }}
      onPressEnter={() => list.set({ search: typed.trim() })}
      onBlur={() => typed.trim() !== list.search && list.set({ search: typed.trim() })}
    />
  );
}
