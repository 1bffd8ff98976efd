/** Workspace, its business date, search, language, light or dark, and the user. */

import { CalendarOutlined, MoonOutlined, SearchOutlined, SunOutlined } from '@ant-design/icons-svg';
import { useNavigate } from 'react-router';
import { useTranslation } from '../i18n';
import { Button } from '../ui/Button';
import { formatDay } from '../ui/format';
import { Icon } from '../ui/Icon';
import { PlainSelect } from '../ui/PlainSelect';
import { Segmented } from '../ui/Segmented';
import { prefer, usePreferences, useShade } from './preferences';
import { useAccess, useSession } from './session';
import { UserMenu } from './UserMenu';

export function TopBar() {
  return (
    <header className="topbar">
      <WorkspaceSwitch />
      <BusinessDay />
      <span className="spring" />
      <SearchButton />
      <LanguageSwitch />
      <ShadeSwitch />
      <UserMenu />
    </header>
  );
}

function WorkspaceSwitch() {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const navigate = useNavigate();
  const all = useSession().data?.workspaces ?? [];
  if (all.length < 2) return <strong className="workspace-name">{workspace.name}</strong>;
  return (
    <PlainSelect
      label={t('shell.workspace')}
      className="workspace-name"
      value={workspace.slug}
      options={all.map((each) => ({ value: each.slug, label: each.name }))}
      onChange={(slug) => navigate(`/w/${slug}`)}
    />
  );
}

/** Shown only when the workspace's clock does not show the real day, so that nobody reads 2017 as today. */
function BusinessDay() {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const real = new Intl.DateTimeFormat('en-CA', { timeZone: workspace.zone }).format(new Date());
  if (real === workspace.today) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable without a mouse
    <span className="business-day" tabIndex={0} data-tip={t('shell.businessDayAbout', { zone: workspace.zone })}>
      <Icon of={CalendarOutlined} /> {t('shell.businessDay', { day: formatDay(workspace.today) })}
    </span>
  );
}

function SearchButton() {
  const { t } = useTranslation();
  const { can, page } = useAccess();
  const navigate = useNavigate();
  if (!can('members.view')) return null;
  return (
    <Button
      className="search-button"
      icon={SearchOutlined}
      onClick={() => navigate(page('/members'), { state: { search: true } })}
    >
      <span className="wide">{t('shell.search')}</span> <kbd>/</kbd>
    </Button>
  );
}

function LanguageSwitch() {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return (
    <Segmented
      small
      label={t('shell.language')}
      value={language}
      options={[
        { label: '中文', value: 'zh-CN' },
        { label: 'EN', value: 'en' },
      ]}
      onChange={(language) => prefer({ language })}
    />
  );
}

function ShadeSwitch() {
  const { t } = useTranslation();
  const shade = useShade();
  const other = shade === 'dark' ? 'light' : 'dark';
  return (
    <Button
      kind="text"
      aria-label={t(`shell.${other}`)}
      data-tip={t(`shell.${other}`)}
      icon={shade === 'dark' ? SunOutlined : MoonOutlined}
      onClick={() => prefer({ shade: other })}
    />
  );
}
