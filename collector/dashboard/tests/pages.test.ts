import { describe, expect, test } from 'vitest';
import { readWholeList, type PageRequest } from '../src/api/pages';

function pagesOf(count: number) {
  const asked: PageRequest[] = [];
  const readPage = (request: PageRequest) => {
    asked.push(request);
    const index = request.cursor === null ? 0 : Number(request.cursor);
    const next = index + 1 < count ? String(index + 1) : null;
    return Promise.resolve({ as_of: '2015-06-30', total_count: count, items: [index], next_cursor: next });
  };
  return { asked, readPage };
}

describe('A whole list', () => {
  test('is read by its cursors to the end, in order', async () => {
    const { readPage } = pagesOf(3);

    const list = await readWholeList(null, readPage);

    expect(list).toEqual({ asOf: '2015-06-30', totalCount: 3, items: [0, 1, 2], truncated: false });
  });

  test('asks for the later pages as of the day of the first one', async () => {
    const { asked, readPage } = pagesOf(2);

    await readWholeList(null, readPage);

    expect(asked).toEqual([
      { asOf: null, cursor: null },
      { asOf: '2015-06-30', cursor: '1' },
    ]);
  });

  test('is not called truncated when it ends exactly at the limit', async () => {
    const { readPage } = pagesOf(4);

    expect((await readWholeList(null, readPage, 4)).truncated).toBe(false);
  });

  test('is cut at the most pages and says so', async () => {
    const { asked, readPage } = pagesOf(5);

    const list = await readWholeList(null, readPage, 4);

    expect(asked).toHaveLength(4);
    expect(list.truncated).toBe(true);
    expect(list.totalCount).toBe(5);
  });

  test('fails when a page names itself as the next', async () => {
    const readPage = () =>
      Promise.resolve({ as_of: '2015-06-30', total_count: 9, items: [1], next_cursor: 'same' });

    await expect(readWholeList(null, readPage)).rejects.toThrow('The list does not end.');
  });
});
