/** The orders of a member; a row opens to its lines. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Order, OrderLine, OrderRow } from '../../api/types';
import { useAccess } from '../../app/session';
import { useLanguage, useTranslation } from '../../i18n';
import type { Column } from '../../ui/columns';
import { DataTable } from '../../ui/DataTable';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant, formatWord, minorPerMajor } from '../../ui/format';
import { Loaded } from '../../ui/Loaded';
import { Money, Num } from '../../ui/numbers';
import { Claimed } from './Claimed';

export function Orders({ path }: { path: string }) {
  const { t } = useTranslation();
  return (
    <DataTable<OrderRow>
      name="member-orders"
      prefix="orders"
      caption={t('members.tab.orders')}
      path={`${path}/orders`}
      columns={useOrderColumns()}
      rowKey={(order) => order.key}
      expanded={(order) => (
        <>
          {order.claim != null && <Claimed claim={order.claim} />}
          <Lines path={`${path}/orders/${encodeURIComponent(order.key)}`} />
        </>
      )}
      empty={<EmptyView title={t('members.noOrders')} />}
    />
  );
}

function useOrderColumns(): Column<OrderRow>[] {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const scale = minorPerMajor(workspace.currency);
  const money = (key: 'sales_minor' | 'discount_minor' | 'coupon_minor' | 'net_minor'): Column<OrderRow> => ({
    key,
    title: t(`orders.${key}`),
    amount: true,
    render: (order) => <Money minor={order[key]} />,
    plain: (order) => (order[key] ?? 0) / scale,
  });
  return [
    {
      key: 'at',
      title: t('orders.at'),
      render: (order) => <time>{formatInstant(order.occurred_at, workspace.zone)}</time>,
      plain: (order) => order.occurred_at,
    },
    {
      key: 'key',
      title: t('orders.key'),
      render: (order) => <span className="mono">{order.key}</span>,
      plain: (order) => order.key,
    },
    {
      key: 'store',
      title: t('orders.store'),
      render: (order) => <span className="clip">{order.store_name || order.store_key || '–'}</span>,
      plain: (order) => order.store_key,
    },
    {
      key: 'staff',
      title: t('orders.staff'),
      extra: true,
      render: (order) => order.staff_name || order.staff_key || '–',
      plain: (order) => order.staff_key,
    },
    {
      key: 'channel',
      title: t('orders.channel'),
      extra: true,
      render: (order) => (order.channel ? formatWord(order.channel) : '–'),
      plain: (order) => order.channel,
    },
    {
      key: 'status',
      title: t('orders.status'),
      extra: true,
      render: (order) => t(`orders.is.${order.status}`, { defaultValue: order.status }),
      plain: (order) => order.status,
    },
    {
      key: 'lines',
      title: t('orders.lines'),
      amount: true,
      render: (order) => <Num value={order.lines} />,
      plain: (order) => order.lines,
    },
    {
      key: 'quantity',
      title: t('orders.quantity'),
      amount: true,
      extra: true,
      render: (order) => <Num value={order.quantity} digits={2} />,
      plain: (order) => order.quantity,
    },
    money('sales_minor'),
    money('discount_minor'),
    money('coupon_minor'),
    money('net_minor'),
  ];
}

function Lines({ path }: { path: string }) {
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<Order>(path, undefined, signal),
  });
  return (
    <Loaded query={query} rows={3}>
      {({ lines }) => <LineTable lines={lines} />}
    </Loaded>
  );
}

function LineTable({ lines }: { lines: OrderLine[] }) {
  const { t } = useTranslation();
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('orders.product')}</th>
            <th>{t('orders.category')}</th>
            <th className="amount">{t('orders.quantity')}</th>
            <th className="amount">{t('orders.sales_minor')}</th>
            <th className="amount">{t('orders.discount_minor')}</th>
            <th className="amount">{t('orders.coupon_minor')}</th>
            <th className="amount">{t('orders.net_minor')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines of an order may be equal in everything
            <LineRow key={at} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LineRow({ line }: { line: OrderLine }) {
  const { t } = useTranslation();
  const chinese = useLanguage() === 'zh-CN';
  const product = line.product;
  const category = (chinese && product?.category_zh) || product?.category;
  const department = (chinese && product?.department_zh) || product?.department;
  return (
    <tr>
      <td>
        {product?.name || t('orders.unknownProduct')} <span className="mono muted">{line.product_key}</span>
      </td>
      <td>
        {[department, category].filter(Boolean).join(' / ') || '–'}
        {product?.brand && <span className="muted"> · {product.brand}</span>}
      </td>
      <td className="amount">
        <Num value={line.quantity} digits={2} />
        {line.net_quantity !== line.quantity && (
          <div className="muted">{t('orders.kept', { quantity: line.net_quantity })}</div>
        )}
      </td>
      <td className="amount">
        <Money minor={line.sales_minor} />
      </td>
      <td className="amount">
        <Money minor={line.discount_minor} />
      </td>
      <td className="amount">
        <Money minor={line.coupon_minor} />
      </td>
      <td className="amount">
        <Money minor={line.net_minor} />
      </td>
    </tr>
  );
}
