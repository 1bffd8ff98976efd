/** The acts on a document that is saved in versions: save, history, delete; a conflict shows both ways out. */

import { DeleteOutlined, HistoryOutlined } from '@ant-design/icons-svg';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { get, post, put, remove } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../Button';
import { ProblemView } from '../ProblemView';
import { toast } from '../toasts';

const ConfirmDialog = lazy(() => import('../ConfirmDialog'));
const HistoryDialog = lazy(() => import('./HistoryDialog'));

type Version = { version: number; at: string; by: string };
type Saved<Document> = { document: Document; version: number; versions: Version[] };
type Draft<Document> = { document: Document; changed: boolean; forget: () => void };

/** Where a kind of document lives. */
export type Place = {
  /** API path of all of them; one lies below it by its name. */
  path: string;
  /** Page of one, and of all. */
  pageOf: (name: string) => string;
  list: string;
  /** API paths of what else a change makes old. */
  stale?: (name: string) => string[];
  /** Whose words ask before one is deleted; without them none is. */
  words?: 'segments' | 'tags' | 'funnels' | 'templates';
};

type Props<Document> = {
  place: Place;
  draft: Draft<Document>;
  saved?: Saved<Document>;
  readOnly: boolean;
  /** Puts a document from elsewhere into the editor. */
  onReplace: (document: Document) => void;
  /** Takes up an earlier version, when that is more than replacing. */
  onTake?: (document: Document, version: number) => void;
  /** Takes over the document as the server wrote it. */
  onSaved?: (document: Document) => void;
  /** Further acts of the page. */
  children?: ReactNode;
};

export function DocumentBar<Document extends { name: string }>(props: Props<Document>) {
  const { place, draft, saved, readOnly, onReplace, onTake = onReplace, children } = props;
  const { t } = useTranslation();
  const { api } = useAccess();
  const [asking, setAsking] = useState<'history' | 'delete' | null>(null);
  const save = useSave(props);
  const conflict = save.error instanceof ApiProblem && save.error.status === 409;
  const close = () => setAsking(null);
  return (
    <div className="stack">
      <div className="editor-bar">
        <State changed={draft.changed} version={saved?.version} />
        <span className="spring" />
        {children}
        {saved && (
          <Button icon={HistoryOutlined} onClick={() => setAsking('history')}>
            {t('documents.history')}
          </Button>
        )}
        {saved && !readOnly && place.words && (
          <Button danger kind="text" icon={DeleteOutlined} onClick={() => setAsking('delete')}>
            {t('parts.delete')}
          </Button>
        )}
        {!readOnly && (
          <Button
            kind="primary"
            disabled={!draft.changed && !!saved}
            busy={save.isPending}
            onClick={() => save.mutate(saved?.version ?? 0)}
          >
            {t('parts.save')}
          </Button>
        )}
      </div>
      {save.error && <ProblemView error={save.error} />}
      {conflict && saved && (
        <Conflict
          path={api(`${place.path}/${saved.document.name}`)}
          onTheirs={(theirs: Saved<Document>) => {
            onReplace(theirs.document);
            save.reset();
          }}
          onMine={save.mutate}
        />
      )}
      <Suspense fallback={null}>
        {saved && asking === 'history' && (
          <HistoryDialog
            versions={saved.versions}
            path={api(`${place.path}/${saved.document.name}/versions`)}
            onClose={close}
            onTake={readOnly ? undefined : (document, version) => onTake(document as Document, version)}
          />
        )}
        {saved && asking === 'delete' && (
          <DeleteDialog place={place} name={saved.document.name} onDeleted={draft.forget} onClose={close} />
        )}
      </Suspense>
    </div>
  );
}

function State({ changed, version }: { changed: boolean; version?: number }) {
  const { t } = useTranslation();
  const kept = version === undefined ? t('documents.untouched') : t('documents.versionIs', { version });
  return <span className={`chip ${changed ? 'warn' : ''}`}>{changed ? t('documents.unsaved') : kept}</span>;
}

/** Make what a change of the document makes old be read again. */
function useRefresh(place: Place) {
  const { api } = useAccess();
  const queries = useQueryClient();
  return async (name: string, ...more: string[]) => {
    for (const old of [...more, place.path, ...(place.stale?.(name) ?? [])])
      await queries.invalidateQueries({ queryKey: [api(old)] });
  };
}

function useSave<Document extends { name: string }>({ place, draft, saved, onSaved }: Props<Document>) {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const navigate = useNavigate();
  const refresh = useRefresh(place);
  return useMutation({
    mutationFn: (version: number) =>
      saved
        ? put<Saved<Document>>(api(`${place.path}/${saved.document.name}`), { document: draft.document, version })
        : post<Saved<Document>>(api(place.path), { document: draft.document }),
    onSuccess: async (found) => {
      const { name } = found.document;
      toast(t('parts.saved'));
      draft.forget();
      await refresh(name, `${place.path}/${name}`);
      if (saved) onSaved?.(found.document);
      else navigate(page(place.pageOf(name)), { replace: true });
    },
  });
}

type DeleteProps = { place: Place; name: string; onDeleted: () => void; onClose: () => void };

function DeleteDialog({ place, name, onDeleted, onClose }: DeleteProps) {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const navigate = useNavigate();
  const refresh = useRefresh(place);
  async function drop() {
    await remove(api(`${place.path}/${name}`));
    onDeleted();
    toast(t('parts.deleted'));
    navigate(page(place.list));
    await refresh(name);
  }
  return (
    <ConfirmDialog
      danger
      title={t(`${place.words}.deleteTitle`, { name })}
      about={t(`${place.words}.deleteAbout`)}
      act={t('parts.delete')}
      onAct={drop}
      onClose={onClose}
    />
  );
}

type ConflictProps<Document> = {
  path: string;
  onTheirs: (found: Saved<Document>) => void;
  onMine: (version: number) => void;
};

/** Someone else saved meanwhile: take theirs, or save over it knowingly. */
function Conflict<Document>({ path, onTheirs, onMine }: ConflictProps<Document>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const theirs = () => get<Saved<Document>>(path);
  async function take() {
    const found = await theirs();
    queries.setQueryData([path], found);
    onTheirs(found);
  }
  return (
    <div className="row">
      <Button onClick={() => void take()}>{t('documents.takeTheirs')}</Button>
      <Button danger onClick={() => void theirs().then((found) => onMine(found.version))}>
        {t('documents.keepMine')}
      </Button>
    </div>
  );
}
