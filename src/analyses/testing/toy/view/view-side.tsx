import { useStore } from 'zustand';
import type { ViewSide } from '../../../view-sides.ts';
import type { Toy } from '../state/session-side.ts';

function ToyView({ toy }: { toy: Toy }) {
  const { columns, longest } = useStore(toy.store);
  return (
    <>
      <button type="button" data-testid="toy-run" onClick={() => void toy.find()}>
        Longest
      </button>
      <ul data-testid="toy-longest">
        {columns.map((column) => (
          <li key={column}>{`${column}: ${longest[column] ?? '?'}`}</li>
        ))}
      </ul>
    </>
  );
}

export const viewSide: ViewSide = {
  sayName: () => 'Toy',
  sayProblem: () => 'there is no column of texts.',
  View: ({ state }) => <ToyView toy={state as Toy} />,
};
