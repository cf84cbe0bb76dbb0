// Selectors of the style sheet `whole` that match something on this page and that `kept` lacks.
([whole, kept]) => {
  const rules = text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet.cssRules;
  };
  const own = rule => (rule.style?.length && rule.selectorText ? rule.selectorText.split(/,\s*(?![^()]*\))/) : []);
  const selectors = list => [...list].flatMap(rule => [...own(rule), ...selectors(rule.cssRules ?? [])]);
  // Without what a pointer, a key or a script will make of the page.
  const atRest = selector => selector
    .replace(/::[\w-]+(\([^)]*\))?|:(hover|active|focus(-\w+)*|visited|target|link|open|checked|disabled)/g, '')
    .replace(/\[data-theme="?\w+"?\]/g, '').replace(/(^|[\s>+~(])(?=$|[>+~)])/g, '$1*');
  const matches = selector => {
    try { return document.querySelector(selector) !== null; } catch { return false; }
  };
  const have = new Set(selectors(rules(kept)));
  return [...new Set(selectors(rules(whole)))].filter(one => !have.has(one) && matches(atRest(one)));
}
