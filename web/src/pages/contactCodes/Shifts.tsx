/** Who is on duty on which weekdays and hours. */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons-svg';
import type { ContactShift } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import type { PartProps } from './Editor';
import { WordsInput } from './WordsInput';

const WEEK = [1, 2, 3, 4, 5, 6, 7];

export function Shifts({ document, onChange }: PartProps) {
  const { t } = useTranslation();
  const shifts = document.shifts ?? [];
  const set = (place: number, part: Partial<ContactShift>) =>
    onChange({ shifts: shifts.map((one, nth) => (nth === place ? { ...one, ...part } : one)) });
  const add = () => onChange({ shifts: [...shifts, { staff: document.staff ?? [], from: '09:00', to: '18:00' }] });
  return (
    <Panel
      title={t('contactCodes.shifts')}
      extra={
        <Button small icon={PlusOutlined} onClick={add}>
          {t('contactCodes.addShift')}
        </Button>
      }
    >
      {shifts.length === 0 && <p className="muted">{t('contactCodes.noShifts')}</p>}
      {shifts.map((shift, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shifts have nothing else that tells them apart
        <fieldset className="plain shift" key={place} aria-label={t('contactCodes.shift', { nth: place + 1 })}>
          <WordsInput
            wired={{ id: `shift-${place}` }}
            placeholder={t('contactCodes.staff')}
            value={shift.staff}
            onChange={(staff) => set(place, { staff })}
          />
          <span className="row">
            {WEEK.map((day) => (
              <Checkbox
                key={day}
                checked={(shift.days ?? WEEK).includes(day)}
                onChange={(on) => set(place, { days: toggled(shift.days ?? WEEK, day, on) })}
              >
                {t(`contactCodes.days.${day}`)}
              </Checkbox>
            ))}
          </span>
          <span className="row">
            <Time label={t('contactCodes.from')} value={shift.from} onChange={(from) => set(place, { from })} />
            –
            <Time label={t('contactCodes.to')} value={shift.to} onChange={(to) => set(place, { to })} />
            <Button
              small
              kind="text"
              icon={DeleteOutlined}
              aria-label={t('contactCodes.dropShift', { nth: place + 1 })}
              onClick={() => onChange({ shifts: shifts.filter((_, nth) => nth !== place) })}
            />
          </span>
        </fieldset>
      ))}
    </Panel>
  );
}

function Time({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Input
      type="time"
      aria-label={label}
      value={value.slice(0, 5)}
      onChange={({ target }) => target.value && onChange(target.value)}
    />
  );
}

function toggled(days: number[], day: number, on: boolean): number[] {
  const kept = days.filter((each) => each !== day);
  const left = on ? [...kept, day] : kept;
  return left.length > 0 ? left.sort() : days;
}
