/** Navigation: only places that exist and that the permissions allow. */

import { NavLink } from 'react-router';
import { useTranslation } from '../i18n';
import { Icon } from '../ui/Icon';
import { Mark } from '../ui/Mark';
import { AREAS } from './navigation';
import { useAccess } from './session';

export function Sidebar() {
  const { t } = useTranslation();
  const { can, page } = useAccess();
  const areas = AREAS.map((area) => ({ ...area, places: area.places.filter((place) => can(place.needs)) }));
  return (
    <nav className="sidebar" aria-label={t('shell.navigation')}>
      <NavLink className="brand" to={page('')} end>
        <Mark />
        <span>Siyu</span>
      </NavLink>
      {areas
        .filter((area) => area.places.length > 0)
        .map((area) => (
          <div key={area.key} className="area">
            {area.key !== 'home' && <div className="area-name">{t(`nav.${area.key}`)}</div>}
            {area.places.map(({ key, path, icon }) => (
              <NavLink key={key} to={page(path)} className="place">
                <Icon of={icon} />
                <span>{t(`nav.${key}`)}</span>
              </NavLink>
            ))}
          </div>
        ))}
    </nav>
  );
}
