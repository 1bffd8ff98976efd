/** The shapes the API speaks, one type a thing. */

export type Text = { 'zh-CN': string; en: string };
export type Page<T> = { items: T[]; next: string | null; total: number | null };
export type Unit = 'count' | 'money' | 'rate' | 'number';

export type Permission =
  | 'overview.view'
  | 'members.view'
  | 'members.reveal'
  | 'imports.view'
  | 'imports.run'
  | 'segments.view'
  | 'segments.edit'
  | 'segments.export'
  | 'features.view'
  | 'value.view'
  | 'users.manage'
  | 'keys.manage'
  | 'audit.view'
  | 'settings.view'
  | 'settings.edit';

export type Role = 'owner' | 'operator' | 'analyst';

export type Workspace = {
  slug: string;
  name: string;
  role: Role;
  permissions: Permission[];
  currency: string;
  zone: string;
  now: string;
  today: string;
};

export type Session = { user: { email: string; name: string } | null; workspaces: Workspace[]; version: string };

export type Metric = {
  name: string;
  label: Text;
  unit: Unit;
  value: number | null;
  before: number | null;
  change: number | null;
  formula: Text;
};
export type TrendPoint = { on: string; orders: number; sales_minor: number; buyers: number; new_buyers: number };
export type NextAction = { code: string; text: Text; link: string };
export type Span = { from: string; to: string };
export type Overview = {
  as_of: string;
  period: Span;
  before: Span;
  metrics: Metric[];
  trend: TrendPoint[];
  next_actions: NextAction[];
};

export type ImportField = {
  name: string;
  label: Text;
  type: string;
  required: boolean;
  aliases: string[];
  about: Text | null;
  example: string | null;
};
export type ImportKind = {
  name: string;
  label: Text;
  about: Text;
  identified?: 'never' | 'optional' | 'always';
  open_prefix?: string | null;
  fields: ImportField[];
};
export type MappedColumn = { from: string } | { value: unknown };
export type Mapping = {
  kind: 'mapping';
  version: number;
  imports: string;
  zone?: string;
  currency?: string;
  time_format?: string;
  columns: Record<string, MappedColumn>;
  identifiers?: { kind: string; from: string }[];
};
export type Proposal = { kind: string; score: number; mapping: Mapping };
export type Upload = {
  id: string;
  filename: string;
  bytes: number;
  format: 'csv' | 'parquet';
  encoding: string | null;
  columns: { name: string; type: string }[];
  rows_sampled: (string | number | null)[][];
  proposals: Proposal[];
};
export type Problem = { code: string; message: Text; where: string | null; mend: Text | null };
export type Import = {
  id: string;
  kind: string;
  filename: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'stopped';
  dry_run: boolean;
  rows_read: number;
  loaded: number;
  repeated: number;
  quarantined: number;
  notes: { code: string; text: Text; count: number }[];
  error: Problem | null;
  progress: number;
  rest_seconds: number | null;
  started_at: string | null;
  finished_at: string | null;
  by: string;
};
export type QuarantinedRow = { row_no: number; reason: { code: string; text: Text }; values: Record<string, unknown> };

export type Identifier = { kind: string; value: string; masked?: boolean; made_at?: string };
export type MemberRow = {
  member_id: number;
  name: string;
  joined_on: string | null;
  identifiers: Identifier[];
  orders_total: number;
  money_total_minor: number;
  last_order_on: string | null;
};
export type FeatureValue = {
  name: string;
  label: Text;
  unit: string;
  group: string;
  group_label?: Text;
  value: number | string | null;
};
export type Member = {
  member_id: number;
  name: string;
  joined_on: string | null;
  attributes: Record<string, unknown>;
  identifiers: Identifier[];
  merged_from: number[];
  reachable: string[];
  value: { features: FeatureValue[] };
  segments: { name: string; label: Text }[];
};
export type Order = {
  key: string;
  occurred_at: string;
  store_key: string | null;
  channel: string | null;
  status: string;
  lines: number;
  quantity: number;
  sales_minor: number;
  discount_minor: number;
  coupon_minor: number;
  net_minor: number;
};
export type OrderLine = {
  product_key: string;
  product: {
    name: string | null;
    department: string | null;
    department_zh: string | null;
    category: string | null;
    category_zh: string | null;
    brand: string | null;
  } | null;
  quantity: number;
  net_quantity: number;
  sales_minor: number;
  discount_minor: number;
  coupon_minor: number;
  coupon_match_minor: number;
  net_minor: number;
};
export type TimelineEntry = {
  at: string;
  kind: 'order' | 'event' | 'touch' | 'refund';
  type: string;
  title: Text;
  detail: Record<string, unknown>;
};

export type Feature = {
  name: string;
  label: Text;
  unit: string;
  group: string;
  group_label: Text;
  about: Text;
  source: string;
};

export type Rule = Record<string, unknown>;
export type ValueType = 'number' | 'money' | 'date' | 'text' | 'rate';
export type Vocabulary = {
  leaves: string[];
  features: { name: string; label: Text; unit: string; group: string; type: ValueType }[];
  attributes: { name: string; label?: Text; values: (string | number)[] }[];
  facts: {
    name: string;
    label: Text;
    properties: { name: string; label: Text; type: ValueType; money?: boolean }[];
  }[];
  channels: { name: string; label: Text }[];
  operators: Record<string, string[]>;
  segments: { name: string; label: Text }[];
};
export type PropertyValue = { value: string | number; label: Text | string | null; count: number };
export type Preview = { size: number; base: number; share: number; took_ms: number; sample: MemberRow[] };
export type SegmentDocument = {
  kind: 'segment';
  name: string;
  label: Text;
  rule: Rule;
  refresh: 'live' | 'nightly' | 'frozen';
  [more: string]: unknown;
};
export type SegmentRow = {
  name: string;
  label: Text;
  refresh: string;
  size: number | null;
  share: number | null;
  evaluated_at: string | null;
  updated_at: string;
  updated_by: string;
  version: number;
};
export type Segment = {
  document: SegmentDocument;
  yaml: string;
  size: number | null;
  base: number | null;
  versions: { version: number; at: string; by: string; document?: SegmentDocument }[];
  version?: number;
};
export type Overlap = { sizes: Record<string, number>; regions: { in: string[]; size: number }[] };

export type Rfm = {
  as_of: string;
  scores: Record<'recency' | 'frequency' | 'money', { edges: number[] }>;
  grid: { r: number; f: number; members: number; money_minor: number; share: number }[];
  classes: { name: string; label: Text; members: number; share: number; money_minor: number; rule: Text }[];
};
export type Concentration = {
  as_of: string;
  days: number;
  members: number;
  money_minor: number;
  gini: number;
  head: { target: number; share_of_members: number; members: number; money_minor: number; value_ratio: number };
  curve: { members_share: number; money_share: number }[];
  deciles: { decile: number; members: number; money_minor: number; share: number }[];
};

export type UserRow = {
  id: number;
  email: string;
  name: string;
  role: Role;
  joined_at: string;
  last_login: string | null;
  deactivated_at: string | null;
};
export type ApiKey = {
  id: number;
  name: string;
  role: Role;
  prefix?: string;
  made_at: string;
  by?: string;
  last_used_at: string | null;
  secret?: string;
};
export type AuditEntry = {
  at: string;
  by: string;
  action: string;
  object_type: string;
  object_id: string;
  change: Record<string, unknown>;
};
export type Settings = {
  name: string;
  currency: string;
  zone: string;
  clock: { kind: 'real' | 'shifted' | 'standing'; at: string | null };
  locked: string[];
};
