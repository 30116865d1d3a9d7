import type { ModelResult } from '../../../../evaluation/results.ts';
import type { TargetResults } from '../../../../export/targets-sheets.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../../ui/shell/scroll-region.tsx';
import { formatOf } from '../results/metric-format.ts';
import tables from '../results/results.module.css';
import { saveTargets, sayWay, targetFiles } from './save-targets.ts';
import styles from './targets.module.css';
import { targetsWords } from './words/targets-words.ts';

/** Of the statistical models, how many are shown of each target beside the one taken and the networks. */
const mostOthers = 2;

/** The one taken, all that were learnt both ways, and a few others. */
function shownOf([taken, ...others]: readonly ModelResult[]): ModelResult[] {
  const alone = others.filter(({ together }) => !together).slice(0, mostOthers);
  return [taken, ...others.filter((result) => result.together || alone.includes(result))];
}

type CellsProps = { result: ModelResult; isTaken: boolean; format: (value: number) => string };

function Cells({ result, isTaken, format }: CellsProps) {
  const words = useWords(targetsWords);
  const page = useWords();
  const { model, metrics, together } = result;
  const cell = (value: number | null) => (value === null ? '–' : format(value));
  return (
    <>
      <td>
        {page.say(`model.${model}`)} {isTaken && <span className={controls.faint}>{words.say('targets.taken')}</span>}
      </td>
      <td className={tables.number} data-value={metrics.mae ?? ''}>
        {cell(metrics.mae)}
      </td>
      <td className={tables.number} data-kept={together?.isKept ?? false} data-way="together">
        {together && cell(together.errors.together)}
      </td>
      <td className={tables.number} data-kept={together ? !together.isKept : false} data-way="alone">
        {together && cell(together.errors.alone)}
      </td>
      <td>{sayWay(words, result)}</td>
    </>
  );
}

function RowsOf({ target: { name, results } }: { target: TargetResults }) {
  const page = useWords();
  const shown = shownOf(results);
  const format = formatOf(page, 'mae', results);
  return shown.map((result, at) => (
    <tr key={result.model} data-target={name} data-model={result.model}>
      {at === 0 && (
        <th scope="rowgroup" rowSpan={shown.length}>
          {name}
        </th>
      )}
      <Cells result={result} isTaken={at === 0} format={format} />
    </tr>
  ));
}

/**
 * All targets in one table, each with its models, and as files.
 *
 * @param source the name of the file
 */
export function TargetBoard({ source, targets }: { source: string; targets: readonly TargetResults[] }) {
  const words = useWords(targetsWords);
  const page = useWords();
  const { say } = words;
  const hasBoth = targets.some(({ results }) => results.some(({ together }) => together));
  return (
    <div className={tables.block}>
      <ScrollRegion className={`${controls.card} ${tables.scroll} ${tables.tall}`} labelledBy="targets-title">
        <table className={`${tables.table} ${styles.board}`} data-testid="target-board">
          <caption id="targets-title">{say('targets.board')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('targets.target')}</th>
              <th scope="col">{say('targets.model')}</th>
              {(['error', 'together', 'alone'] as const).map((heading) => (
                <th key={heading} className={tables.number} scope="col">
                  {say(`targets.${heading}`)}
                </th>
              ))}
              <th scope="col">{say('targets.forecasts')}</th>
            </tr>
          </thead>
          {targets.map((target) => (
            <tbody key={target.name}>
              <RowsOf target={target} />
            </tbody>
          ))}
        </table>
      </ScrollRegion>
      <p className={tables.note}>{say(hasBoth ? 'targets.why' : 'targets.no-network')}</p>
      <div className={tables.downloads}>
        {targetFiles.map((file) => (
          <button
            key={file}
            className={controls.button}
            type="button"
            data-testid={`targets-${file}`}
            onClick={() => void saveTargets(file, source, targets, { words, page })}
          >
            {say(`targets.${file}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
