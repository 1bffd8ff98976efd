/** The map of the console: what is built, in the order of the loop, with the permission each page needs. */

import {
  AimOutlined,
  ApiOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  BellOutlined,
  CloudServerOutlined,
  ContactsOutlined,
  DashboardOutlined,
  DotChartOutlined,
  FileProtectOutlined,
  FileUnknownOutlined,
  FormOutlined,
  FunctionOutlined,
  FundOutlined,
  FunnelPlotOutlined,
  GiftOutlined,
  HeatMapOutlined,
  ImportOutlined,
  InboxOutlined,
  KeyOutlined,
  MessageOutlined,
  NodeIndexOutlined,
  PartitionOutlined,
  QrcodeOutlined,
  RiseOutlined,
  SafetyOutlined,
  SendOutlined,
  SettingOutlined,
  ShareAltOutlined,
  ShopOutlined,
  TableOutlined,
  TagsOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  UserAddOutlined,
  UserOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons-svg';
import type { Permission } from '../api/types';
import type { IconDefinition } from '../ui/Icon';

export type Place = { key: string; path: string; icon: IconDefinition; needs: Permission };
export type Area = { key: string; places: Place[] };

export const AREAS: Area[] = [
  { key: 'home', places: [{ key: 'overview', path: '/overview', icon: DashboardOutlined, needs: 'overview.view' }] },
  {
    key: 'connect',
    places: [
      { key: 'imports', path: '/imports', icon: ImportOutlined, needs: 'imports.view' },
      { key: 'events', path: '/events', icon: ThunderboltOutlined, needs: 'events.view' },
      { key: 'webhooks', path: '/webhooks', icon: ApiOutlined, needs: 'webhooks.view' },
      { key: 'contactCodes', path: '/contact-codes', icon: UserAddOutlined, needs: 'contact_codes.view' },
      { key: 'callbacks', path: '/callbacks', icon: BellOutlined, needs: 'channels.view' },
      { key: 'codes', path: '/codes', icon: QrcodeOutlined, needs: 'codes.view' },
      { key: 'surveys', path: '/surveys', icon: FormOutlined, needs: 'surveys.view' },
      { key: 'letters', path: '/dead-letters', icon: InboxOutlined, needs: 'events.view' },
    ],
  },
  {
    key: 'unify',
    places: [
      { key: 'members', path: '/members', icon: UserOutlined, needs: 'members.view' },
      { key: 'unidentified', path: '/unidentified-orders', icon: FileUnknownOutlined, needs: 'members.view' },
      { key: 'duplicates', path: '/duplicates', icon: UserSwitchOutlined, needs: 'members.view' },
      { key: 'privacy', path: '/privacy', icon: SafetyOutlined, needs: 'privacy.view' },
      { key: 'stores', path: '/stores', icon: ShopOutlined, needs: 'stores.view' },
    ],
  },
  {
    key: 'insight',
    places: [
      { key: 'tags', path: '/tags', icon: TagsOutlined, needs: 'tags.view' },
      { key: 'tagSources', path: '/tag-sources', icon: TableOutlined, needs: 'tags.view' },
      { key: 'find', path: '/find', icon: AimOutlined, needs: 'segments.view' },
      { key: 'segments', path: '/segments', icon: AppstoreOutlined, needs: 'segments.view' },
      { key: 'overlaps', path: '/overlaps', icon: PartitionOutlined, needs: 'segments.view' },
      { key: 'portraits', path: '/portraits', icon: ContactsOutlined, needs: 'portraits.view' },
      { key: 'lifecycle', path: '/lifecycle', icon: NodeIndexOutlined, needs: 'stages.view' },
      { key: 'leads', path: '/leads', icon: BankOutlined, needs: 'stages.view' },
      { key: 'value', path: '/value', icon: RiseOutlined, needs: 'value.view' },
      { key: 'recommendations', path: '/recommendations', icon: GiftOutlined, needs: 'value.view' },
      { key: 'matrix', path: '/matrix', icon: HeatMapOutlined, needs: 'value.view' },
      { key: 'quadrant', path: '/quadrant', icon: DotChartOutlined, needs: 'value.view' },
      { key: 'behaviour', path: '/behaviour', icon: FunnelPlotOutlined, needs: 'behaviour.view' },
      { key: 'connections', path: '/connections', icon: ShareAltOutlined, needs: 'behaviour.view' },
      { key: 'features', path: '/features', icon: FunctionOutlined, needs: 'features.view' },
    ],
  },
  {
    key: 'engage',
    places: [
      { key: 'outbox', path: '/outbox', icon: SendOutlined, needs: 'messages.view' },
      { key: 'templates', path: '/templates', icon: MessageOutlined, needs: 'templates.view' },
      { key: 'policy', path: '/policy', icon: FileProtectOutlined, needs: 'messages.view' },
    ],
  },
  {
    key: 'measure',
    places: [{ key: 'digitisation', path: '/digitisation', icon: FundOutlined, needs: 'overview.view' }],
  },
  {
    key: 'settings',
    places: [
      { key: 'channels', path: '/channels', icon: CloudServerOutlined, needs: 'channels.view' },
      { key: 'users', path: '/users', icon: TeamOutlined, needs: 'users.manage' },
      { key: 'keys', path: '/api-keys', icon: KeyOutlined, needs: 'keys.manage' },
      { key: 'audit', path: '/audit', icon: AuditOutlined, needs: 'audit.view' },
      { key: 'workspace', path: '/settings', icon: SettingOutlined, needs: 'settings.view' },
    ],
  },
];

/** Second keys after `g`. */
export const GO: Record<string, string> = {
  o: '/overview',
  d: '/imports',
  m: '/members',
  c: '/duplicates',
  f: '/find',
  s: '/segments',
  t: '/tags',
  l: '/lifecycle',
  v: '/value',
  b: '/behaviour',
  p: '/portraits',
  i: '/features',
  e: '/events',
};
