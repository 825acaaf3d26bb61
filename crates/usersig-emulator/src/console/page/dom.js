// Elements. Text goes in as text and is never parsed as markup.

export const by = (id) => document.getElementById(id);

// Makes an element with attributes and children. Children are elements and texts.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute === 'onclick') element.addEventListener('click', value);
    else if (value !== undefined && value !== false) element.setAttribute(attribute, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ''));
  return element;
}

// Makes the list show these items. Items whose look is unchanged keep their elements, and with them focus and open details.
// `look` returns a text that changes if the element has to be made again.
export function fill(list, items, look, build) {
  const old = new Map([...list.children].map((element) => [element.look, element]));
  const focused = list.contains(document.activeElement) ? document.activeElement : undefined;
  const elements = items.map((item) => {
    const key = look(item);
    const element = old.get(key) ?? build(item);
    element.look = key;
    old.delete(key);
    return element;
  });
  for (const gone of old.values()) gone.remove();
  elements.forEach((element, index) => {
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
  });
  if (focused) focusAgain(list, focused);
}

// A keyboard user whose button has disappeared goes on at the same button of the new element, or at the panel's heading.
function focusAgain(list, focused) {
  if (document.activeElement === focused) return;
  const same = focused.isConnected ? focused : [...list.querySelectorAll('[data-key]')].find((element) => element.dataset.key === focused.dataset.key);
  (same ?? list.closest('section').querySelector('h2')).focus();
}
