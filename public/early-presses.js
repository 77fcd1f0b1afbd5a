// Blocking, in front of the workbench's buttons, so that no press is lost; see src/workbench/early-presses.ts.
{
  const held = [];
  const hold = (event) => {
    const button = event.target instanceof Element ? event.target.closest('#workbench button') : null;
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // The second press of an impatient reader asks for the same thing.
    if (!held.includes(button)) held.push(button);
  };
  addEventListener('click', hold, { capture: true });
  globalThis.letGoOfPresses = () => {
    removeEventListener('click', hold, { capture: true });
    for (const button of held.splice(0)) button.click();
  };
}
