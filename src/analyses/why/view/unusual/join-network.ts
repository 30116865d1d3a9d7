/** The findings of both ways of looking, each told once. */
import type { Anomaly } from '../../../../statistics/unusual/find-unusual.ts';
import type { NetworkAnswer } from '../../jobs/ask-network.ts';
import type { UnusualAnswer } from '../../unusual/findings.ts';

export type ListedAnomaly = Anomaly & {
  /** Who is surprised: what is left of the decomposition, the network, or both; unknown before the network was asked, and of what it was not asked about. */
  by: 'rest' | 'network' | 'both' | null;
  /** Change of the forecast by leaving it in; null where that is not known. */
  effect: number | null;
};

/** Findings about which the network is asked: the newest. */
const mostAsked = 12;

/** Of the findings those that are asked about. */
export function askedOf(anomalies: readonly Anomaly[]): readonly Anomaly[] {
  return anomalies.slice(-mostAsked);
}

/** What the network alone is surprised by must lie so many usual swings away: what came before is all that it goes by. */
const leastAlone = 5;
/** Breaks are near so many points of them: the network learns of a break from what comes behind it. */
const nearBreak = 3;

export function joinNetwork(
  { anomalies, breaks, again, isIntermittent }: UnusualAnswer,
  network: NetworkAnswer | null,
): ListedAnomaly[] {
  if (!network) return anomalies.map((anomaly) => ({ ...anomaly, by: null, effect: null }));
  const asked = askedOf(anomalies);
  const isOf = (at: number) => anomalies.some(({ from, to }) => at >= from - 1 && at <= to + 1);
  const listed = anomalies.map((anomaly): ListedAnomaly => {
    const { from, to } = anomaly;
    const sees = network.surprises.some(({ at }) => at >= from && at <= to);
    const by = to < network.from ? null : sees ? 'both' : 'rest';
    return { ...anomaly, by, effect: network.effects[asked.indexOf(anomaly)] ?? null };
  });
  const isKnown = new Set(again.places);
  const alone = network.surprises.filter(
    ({ at, deviate }) =>
      deviate >= leastAlone &&
      !isIntermittent &&
      !isOf(at) &&
      !isKnown.has(at) &&
      breaks.every((each) => at < each.from - 1 || at > each.to + nearBreak),
  );
  return [...listed, ...alone.map(fromNetwork)].sort((a, b) => a.from - b.from);
}

function fromNetwork({ at, deviate, expected, value }: NetworkAnswer['surprises'][number]): ListedAnomaly {
  return { kind: 'value', from: at, to: at, at, value, expected, deviate, by: 'network', effect: null };
}
