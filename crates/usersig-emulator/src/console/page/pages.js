// A list of the control plane that comes in pages of at most 100 items. The page shows at most 1,000 items.
import { get } from './api.js';

const PAGE_LEN = 100;
const PAGES_MAX = 10;

// Reads the first pages: their items, the last page itself, and whether more can be shown.
export async function readPages(path, member, pages) {
  const items = [];
  let page = {};
  for (let number = 0; items.length < pages * PAGE_LEN && (number === 0 || page.next !== undefined); number += 1) {
    page = await get(`${path}${page.next === undefined ? '' : `?start=${page.next}`}`);
    items.push(...page[member]);
  }
  return { items, page, more: page.next !== undefined && pages < PAGES_MAX };
}
