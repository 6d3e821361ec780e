import { expect, test } from 'vitest';
import document from '../openapi.json';
import { accountColumns } from '../src/accounts/accountColumns';
import { definitions, type Definition } from '../src/definitions/definitions';
import { featureColumns } from '../src/features/featureColumns';

interface Described {
  description?: string;
  oneOf?: Described[];
  properties?: Record<string, Described>;
}

const schemas = document.components.schemas as Record<string, Described>;
const quoted = Object.entries<Definition>(definitions).filter(([, { source }]) => source !== undefined);

test.each(quoted)(
  'The definition of %s begins with the words of the API document',
  (_key, { text, source }) => {
    const [schemaName = '', propertyName] = (source ?? '').split('.');
    const schema = schemas[schemaName];
    const described = propertyName === undefined ? schema : schema?.properties?.[propertyName];
    const words = (described?.description ?? '').split(';')[0]?.replaceAll("'", '’').replace(/\.$/, '');

    expect(words).toBeTruthy();
    expect(text.startsWith(words ?? '')).toBe(true);
  },
);

test('Every column has a name, a definition and an id of its own', () => {
  for (const columns of [featureColumns('UTC'), accountColumns('UTC')]) {
    expect(new Set(columns.map((column) => column.id)).size).toBe(columns.length);
    for (const column of columns) {
      expect(column.header).not.toBe('');
      expect(definitions[column.definition].text).not.toBe('');
    }
  }
});
