/** Lets through who is signed in and shows the sign-in page to everyone else. */

import { Spin } from 'antd';
import { lazy, Suspense } from 'react';
import { Outlet } from 'react-router';
import { ProblemView } from '../ui/ProblemView';
import { useSession } from './session';

const SignInPage = lazy(() => import('../pages/session/SignInPage'));

export function Gate() {
  const { data, error, isPending, refetch } = useSession();
  if (isPending) return <Spin className="whole-page" aria-busy />;
  if (error)
    return (
      <main className="whole-page">
        <ProblemView error={error} onRetry={() => void refetch()} />
      </main>
    );
  if (!data.user)
    return (
      <Suspense fallback={<Spin className="whole-page" />}>
        <SignInPage />
      </Suspense>
    );
  return <Outlet />;
}
