import { expect, it } from 'vitest';
import { rolesOf, withRole } from './column-roles.ts';

const choice = {
  timeColumn: 0,
  idColumns: [1],
  targetColumns: [2, 3],
  covariateColumns: [4],
  covariateRoles: { 4: 'future' as const },
};

it('every column has the role that the choice gives it', () => {
  const kinds = ['date', 'text', 'number', 'number', 'number', 'number'] as const;
  expect(kinds.map((kind, place) => rolesOf(choice, place, kind).role)).toEqual([
    'time',
    'id',
    'target',
    'target',
    'future',
    'unused',
  ]);
});

it('a role is taken from where it was and given once', () => {
  const one = withRole(choice, 3, 'static');
  expect(one).toEqual({
    timeColumn: 0,
    idColumns: [1],
    targetColumns: [2],
    covariateColumns: [3, 4],
    covariateRoles: { 3: 'static', 4: 'future' },
  });
  expect(withRole(one, 3, 'static')).toEqual(one);
  expect(rolesOf(one, 3, 'number').role).toBe('static');
  expect(rolesOf({ ...one, covariateRoles: {} }, 3, 'number').role).toBe('past');
  expect(withRole(choice, 0, 'unused').timeColumn).toBeNull();
  expect(withRole(choice, 5, 'time').timeColumn).toBe(5);
});

it('the last target cannot be given up', () => {
  const only = withRole(choice, 2, 'unused');
  expect(rolesOf(only, 3, 'number').offered).toEqual(['target']);
});
