/** Lets through who is signed in and shows the sign-in page to everyone else. */

import { lazy, Suspense } from 'react';
import { Outlet } from 'react-router';
import { ProblemView } from '../ui/ProblemView';
import { Spinner } from '../ui/Waiting';
import { useSession } from './session';

const SignInPage = lazy(() => import('../pages/session/SignInPage'));

export function Gate() {
  const { data, error, isPending, refetch } = useSession();
  if (isPending) return <Spinner className="whole-page" />;
  if (error)
    return (
      <main className="whole-page">
        <ProblemView error={error} onRetry={() => void refetch()} />
      </main>
    );
  if (!data.user)
    return (
      <Suspense fallback={<Spinner className="whole-page" />}>
        <SignInPage />
      </Suspense>
    );
  return <Outlet />;
}
