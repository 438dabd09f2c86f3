// Which visible words continue what is being typed into the search box? In: what is typed. Out: JSON list.
(start) => {
  const rows = pick('li, a, [role=option], dd, p, div, td')
    .filter(one => !one.querySelector('li, a, dd, p, div, td') && shown(one)).map(one => flat(one.innerText));
  const input = document.querySelector('[data-xunjian=input]');
  const listed = input && input.list ? [...input.list.options].map(one => flat(one.value)) : [];
  const words = [...rows, ...listed].filter(word => word.includes(start) && word.length > start.length && word.length <= 40);
  return JSON.stringify([...new Set(words)]);
}
