import { ApiProblem } from './problem';

/** The most items that one page may have; the API's own limit. */
export const PAGE_ITEM_COUNT = 1000;

/** The most pages that are read of one list, so that no answer can keep the browser busy for ever. */
export const MAX_PAGE_COUNT = 20;

export interface Page<Item> {
  as_of: string;
  total_count: number;
  items: Item[];
  next_cursor: string | null;
}

export interface WholeList<Item> {
  /** The day that every item speaks of. */
  asOf: string;
  /** How many items the list has, read or not. */
  totalCount: number;
  items: Item[];
  /** True when the list goes on behind the last page that was read. */
  truncated: boolean;
}

export interface PageRequest {
  /** The day of the first page; the later pages are asked for that day, so that midnight cannot fall between two. */
  asOf: string | null;
  cursor: string | null;
}

/** Reads a list to its end, or to `maxPageCount` pages. */
export async function readWholeList<Item>(
  asOf: string | null,
  readPage: (request: PageRequest) => Promise<Page<Item>>,
  maxPageCount: number = MAX_PAGE_COUNT,
): Promise<WholeList<Item>> {
  let page = await readPage({ asOf, cursor: null });
  const day = page.as_of;
  const items = [...page.items];

  for (let pageCount = 1; page.next_cursor !== null && pageCount < maxPageCount; pageCount++) {
    const cursor: string = page.next_cursor;
    page = await readPage({ asOf: day, cursor });
    if (page.next_cursor === cursor) {
      throw new ApiProblem(0, 'The list does not end.', 'The collector answered a page with its own cursor.');
    }

    items.push(...page.items);
  }

  return { asOf: day, totalCount: page.total_count, items, truncated: page.next_cursor !== null };
}
