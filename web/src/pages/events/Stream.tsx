/** The events as they come in: paused, narrowed to a type or a member; what is personal in them is sealed. */

import { PauseOutlined, PlayCircleOutlined } from '@ant-design/icons-svg';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../api/client';
import type { EventType, Page } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { Input } from '../../ui/Input';
import { PlainSelect } from '../../ui/PlainSelect';
import { ProblemView } from '../../ui/ProblemView';
import { Rows } from '../../ui/Rows';
import { useDebounced } from '../../ui/useDebounced';
import { type ListState, useListState } from '../../ui/useListState';
import { Waiting } from '../../ui/Waiting';
import { Properties } from './Properties';
import { useStreamColumns } from './streamColumns';
import { useStream } from './useStream';

export function Stream() {
  const list = useListState();
  const [paused, setPaused] = useState(false);
  const type = list.value('type');
  const member = useDebounced(list.value('member'), 300);
  return (
    <div className="panel flush">
      <Tools list={list} paused={paused} onPause={setPaused} />
      <Events key={`${type}:${member}`} type={type} member={member} paused={paused} />
    </div>
  );
}

type ToolsProps = { list: ListState; paused: boolean; onPause: (paused: boolean) => void };

function Tools({ list, paused, onPause }: ToolsProps) {
  const { t } = useTranslation();
  const text = useText();
  const path = useAccess().api('/event-types');
  const types = useQuery({
    queryKey: [path, 'names'],
    queryFn: ({ signal }) => get<Page<EventType>>(path, { sort: 'name', limit: 200 }, signal),
  });
  const chosen = list.value('type');
  const names = types.data?.items.map((each) => ({ value: each.name, label: text(each.label) })) ?? [];
  const known = !chosen || names.some((each) => each.value === chosen) ? [] : [{ value: chosen, label: chosen }];
  return (
    <div className="table-tools">
      <PlainSelect
        label={t('events.type')}
        className="stream-type"
        value={chosen}
        options={[{ value: '', label: t('events.everyType') }, ...known, ...names]}
        onChange={(type) => list.set({ type })}
      />
      <Input
        type="text"
        inputMode="numeric"
        className="stream-member"
        aria-label={t('events.memberNumber')}
        placeholder={t('events.memberNumber')}
        value={list.value('member')}
        onChange={({ target }) => list.set({ member: target.value.replace(/\D/g, '').slice(0, 15) })}
      />
      <span className="spring" />
      <Button icon={paused ? PlayCircleOutlined : PauseOutlined} aria-pressed={paused} onClick={() => onPause(!paused)}>
        {t(paused ? 'events.resume' : 'events.pause')}
      </Button>
    </div>
  );
}

function Events({ type, member, paused }: { type: string; member: string; paused: boolean }) {
  const { t } = useTranslation();
  const { events, isAsked, isCut, error } = useStream(useAccess().api('/events'), { type, member }, paused);
  const columns = useStreamColumns();
  if (!isAsked && !error) return <Waiting rows={8} />;
  return (
    <>
      {error != null && <ProblemView error={error} />}
      {events.length === 0 && !error && (
        <EmptyView
          title={t(type || member ? 'events.noneSuch' : 'events.noneYet')}
          about={t(paused ? 'events.isPaused' : 'events.isWaiting')}
        />
      )}
      {events.length > 0 && (
        <>
          <Rows
            caption={t('events.live')}
            columns={columns}
            rows={events}
            rowKey={(row) => `${row.load}:${row.key}`}
            sort=""
            onSort={() => undefined}
            expanded={(row) => <Properties event={row} />}
            busy={false}
          />
          <p className="table-foot" role="status">
            {t(isCut ? 'events.shownCut' : 'events.shown', { count: events.length })}
          </p>
        </>
      )}
    </>
  );
}
