/** Who is signed in, in which workspace, and what they may do there. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useParams } from 'react-router';
import { get } from '../api/client';
import type { Permission, Session, Workspace } from '../api/types';

export const SESSION = ['session'];

export function useSession() {
  return useQuery({ queryKey: SESSION, queryFn: () => get<Session>('/session'), staleTime: 60_000 });
}

export function useForgetSession(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION[0] });
    await queries.invalidateQueries({ queryKey: SESSION });
  }, [queries]);
}

export type Access = {
  workspace: Workspace;
  can: (permission: Permission) => boolean;
  /** API path inside the workspace. */
  api: (path: string) => string;
  /** Page path inside the workspace. */
  page: (path: string) => string;
};

/** The workspace of the address; only to be used below the shell, which has checked that it exists. */
export function useAccess(): Access {
  const { slug } = useParams();
  const { data } = useSession();
  const workspace = data?.workspaces.find((each) => each.slug === slug);
  if (!workspace) throw new Error('used outside a workspace');
  return useMemo(
    () => ({
      workspace,
      can: (permission) => workspace.permissions.includes(permission),
      api: (path) => `/workspaces/${workspace.slug}${path}`,
      page: (path) => `/w/${workspace.slug}${path}`,
    }),
    [workspace],
  );
}

const LAST = 'siyu.workspace';

export function rememberWorkspace(slug: string): void {
  try {
    localStorage.setItem(LAST, slug);
  } catch {
    // without storage the first workspace opens
  }
}

/** The workspace to open first: the last one used, else the first. */
export function firstWorkspace(workspaces: Workspace[]): Workspace | undefined {
  let last: string | null = null;
  try {
    last = localStorage.getItem(LAST);
  } catch {
    // see above
  }
  return workspaces.find((each) => each.slug === last) ?? workspaces[0];
}
