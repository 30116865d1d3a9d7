import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useWidth } from '../chart/use-width.ts';
import controls from '../shell/controls.module.css';
import styles from './list.module.css';

/** Below, the item opened takes the place of the list. */
const besidePx = 900;

type Place = {
  /** Around the whole view, whose width decides. */
  frame: RefObject<HTMLDivElement | null>;
  list: RefObject<HTMLDivElement | null>;
  item: RefObject<HTMLDivElement | null>;
  /** Of the list in pixels, as it last was where it is hidden; 0 until it is known. */
  listWidth: number;
  isBeside: boolean;
  hidesList: boolean;
};

/** Whether there is room for an item beside its list; who was in a list that is hidden goes on in the item. */
export function usePlace(isOpened: boolean): Place {
  const [frame, width] = useWidth<HTMLDivElement>();
  const [list, listWidth] = useWidth<HTMLDivElement>();
  const item = useRef<HTMLDivElement>(null);
  const isBeside = isOpened && width >= besidePx;
  const hidesList = isOpened && !isBeside;
  useEffect(() => {
    if (hidesList) item.current?.querySelector('button')?.focus();
  }, [hidesList]);
  return { frame, list, item, listWidth: listWidth || width, isBeside, hidesList };
}

/** A list, and the item opened beside it or in its place; null where none is. */
export function ListAndItem({ place, item, children }: { place: Place; item: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.split} data-beside={place.isBeside}>
      <div ref={place.list} className={styles.list} hidden={place.hidesList}>
        {children}
      </div>
      {item !== null && (
        <div ref={place.item} className={styles.place}>
          {item}
        </div>
      )}
    </div>
  );
}

type ItemHeadProps = {
  name: ReactNode;
  nameTestId?: string;
  below: string;
  close: string;
  closeTestId: string;
  onClose: () => void;
};

/** The name of an item opened, what it belongs to, and the way back. */
export function ItemHead({ name, nameTestId, below, close, closeTestId, onClose }: ItemHeadProps) {
  return (
    <div className={styles.itemHead}>
      <div>
        <h2 data-testid={nameTestId}>{name}</h2>
        {below && <p className={controls.faint}>{below}</p>}
      </div>
      <button className={controls.link} type="button" data-testid={closeTestId} onClick={onClose}>
        {close}
      </button>
    </div>
  );
}
