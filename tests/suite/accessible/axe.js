// What axe-core finds wrong with the page, and how often it could not decide.
axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations", "incomplete"],
}).then(({ violations, incomplete, passes }) => ({
  passed: passes.length,
  violations: violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${JSON.stringify(target)}: ${failureSummary}`)),
  undecided: Object.fromEntries(incomplete.map(({ id, nodes }) => [id, nodes.length])),
}))
