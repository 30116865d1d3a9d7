import { useEffect } from 'react';
import { useWords } from '../../../../ui/shell/context.ts';
import { isTraining, shownWork } from '../../state/run.ts';
import { useForecast } from '../context.ts';
import { shareDone } from './progress-share.ts';

/** How far a run is, in the title of the tab; and that it is done, until somebody looks. */
export function TabTitle() {
  const { say, percent } = useWords();
  const share = useForecast(({ run }) => {
    const work = isTraining(run) ? shownWork(run) : null;
    return work && Math.floor(shareDone(work) * 100) / 100;
  });
  const isDone = useForecast(({ run }) => run.state === 'done');
  const own = say('app.title');
  const name = useForecast(({ data }) => data?.series.uniqueId ?? '');
  const app = say('app.name');
  const underWay = share === null ? null : say('title.under-way', { share: percent(share), name, app });
  useEffect(() => {
    if (underWay !== null) document.title = underWay;
  }, [underWay]);
  const isLive = share !== null;
  useEffect(() => {
    if (!isLive) return;
    return () => {
      document.title = own;
    };
  }, [isLive, own]);
  useEffect(() => {
    if (!isDone || !document.hidden) return;
    document.title = say('title.done', { name, app });
    const restore = () => {
      if (!document.hidden) document.title = own;
    };
    document.addEventListener('visibilitychange', restore);
    return () => {
      document.removeEventListener('visibilitychange', restore);
      document.title = own;
    };
  }, [isDone, say, name, app, own]);
  return null;
}
