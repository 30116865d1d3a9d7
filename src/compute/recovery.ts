import { type FaultRemedy, repairBackend } from './backend.ts';
import { awaitFault, currentFault } from './fault.ts';

/** Thrown to end work early because of a fault that is already known. */
class Interrupted extends Error {}

/** How long after a failed call the device may take to say that it is lost. */
const faultDelayMs = 1000;

let repairs: FaultRemedy[] = [];

/** What has been repaired since the last call, to be told to the user. */
export function takeRepairs(): FaultRemedy[] {
  const taken = repairs;
  repairs = [];
  return taken;
}

/** Ends work on a backend that has failed. */
export function throwOnFault(): void {
  const fault = currentFault();
  if (fault) throw new Interrupted(fault.message);
}

/**
 * Does `work`, again on a repaired or another backend where the GPU fails meanwhile: then its result is not to be trusted,
 * whether it threw or not.
 *
 * @param work begins anew or where it left off; it must not use tensors of an earlier attempt
 * @param onRepair hears of a repair before the next attempt
 */
export async function runThroughFaults<T>(
  work: () => Promise<T>,
  onRepair?: (repair: FaultRemedy) => void,
): Promise<T> {
  for (;;) {
    const outcome = await work().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const fault = 'error' in outcome ? await awaitFault(faultDelayMs) : currentFault();
    if (fault) {
      const repair = await repairBackend(fault);
      repairs.push(repair);
      onRepair?.(repair);
    } else if ('error' in outcome) throw outcome.error;
    else return outcome.value;
  }
}
