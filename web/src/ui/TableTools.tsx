/** Above a list: search, filters, which columns, export of what is shown. */

import { DownloadOutlined, SettingOutlined } from '@ant-design/icons-svg';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useTranslation } from '../i18n';
import { Button, type ButtonProps } from './Button';
import { Checkbox } from './Checkbox';
import type { Column } from './columns';
import { downloadCsv } from './csv';
import type { Grown } from './everyRow';
import { MenuButton } from './MenuButton';
import { Popup } from './Popup';
import { SearchInput } from './SearchInput';
import type { ListState } from './useListState';

const ExportDialog = lazy(() => import('./ExportDialog'));

type Props<Row> = {
  name: string;
  search?: string;
  list: ListState;
  columns: Column<Row>[];
  shown: Column<Row>[];
  choose: (keys: string[]) => void;
  rows: Row[];
  /** Every row of the list, whatever its page; `more` says that there are other pages. */
  every: (grown: Grown, stop: AbortSignal) => Promise<Row[]>;
  more: boolean;
  children?: ReactNode;
};

export function TableTools<Row>(props: Props<Row>) {
  const { name, search, list, columns, shown, choose, rows, every, more, children } = props;
  return (
    <div className="table-tools">
      {search && <SearchField key={list.search} placeholder={search} list={list} />}
      {children}
      <span className="spring" />
      <ColumnChooser columns={columns} shown={shown} choose={choose} />
      <Export name={name} shown={shown} rows={rows} every={every} more={more} />
    </div>
  );
}

type ExportProps<Row> = Pick<Props<Row>, 'name' | 'shown' | 'rows' | 'every' | 'more'>;

/** This page as CSV, or every row of the list when there is more than this page. */
function Export<Row>({ name, shown, rows, every, more }: ExportProps<Row>) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const kept = shown.filter((column) => column.plain);
  const write = (given: Row[]) =>
    downloadCsv(
      `${name}.csv`,
      kept.map((column) => column.title),
      given.map((row) => kept.map((column) => column.plain?.(row))),
    );
  async function writeEvery(grown: Grown, stop: AbortSignal) {
    const all = await every(grown, stop);
    write(all);
    return all.length;
  }
  const button = {
    kind: 'text',
    icon: DownloadOutlined,
    'aria-label': t('parts.exportShown'),
    'data-tip': t('parts.exportShown'),
    disabled: rows.length === 0,
  } as const;
  if (!more) return <Button {...button} onClick={() => write(rows)} />;
  return (
    <>
      <MenuButton
        {...button}
        aria-label={t('parts.export')}
        data-tip={t('parts.export')}
        acts={[
          { key: 'page', label: t('parts.exportShown'), act: () => write(rows) },
          { key: 'all', label: t('parts.exportAll'), act: () => setAsking(true) },
        ]}
      />
      <Suspense fallback={null}>
        {asking && <ExportDialog act={writeEvery} onClose={() => setAsking(false)} />}
      </Suspense>
    </>
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
