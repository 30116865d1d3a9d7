import { type Budget, benchOurs, benchStock, type OurCost, type StepCost } from './gpu-steps.ts';
import { gpuCases, type TrainingCase } from './training-cases.ts';

declare global {
  interface Window {
    gpuCases: readonly TrainingCase[];
    benchOurs: (one: TrainingCase, budget: Budget) => Promise<OurCost>;
    benchStock: (one: TrainingCase, budget: Budget) => Promise<StepCost>;
  }
}

Object.assign(window, { gpuCases, benchOurs, benchStock });
