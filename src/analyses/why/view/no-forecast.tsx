import { useSession, useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { useWhy } from './context.ts';
import { whyWords } from './words/why-words.ts';

/** Says of a series without a forecast where one comes from. */
export function NoForecast() {
  const { say } = useWords(whyWords);
  const chooseAnalysis = useSession((state) => state.chooseAnalysis);
  const isRunning = useWhy(({ offer }) => offer?.isRunning === true);
  return (
    <div className={controls.calm} data-testid="why-none">
      <p>{say(isRunning ? 'why.none.running' : 'why.none')}</p>
      <button className={controls.button} type="button" onClick={() => void chooseAnalysis('forecast')}>
        {say('why.none.go')}
      </button>
    </div>
  );
}
