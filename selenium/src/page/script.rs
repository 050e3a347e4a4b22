use fantoccini::{elements::Element, error::CmdError};
use serde_json::Value;

use super::Page;
use crate::{trouble::Trouble, variables::Script};

impl Page {
    /// Runs the body of a function in the page; a promise that it returns is awaited.
    pub(crate) async fn execute(&self, script: Script) -> Result<Value, Trouble> {
        Ok(self.client.execute(&script.source, script.arguments).await?)
    }

    /// Runs what is the body of a function that returns a promise, or just a promise.
    pub(crate) async fn execute_promise(&self, mut script: Script) -> Result<Value, Trouble> {
        if !returns(&script.source) {
            script.source = format!("return ({})", script.source.trim_end_matches(';'));
        }
        self.execute(script).await
    }

    /// The declarations of an element's own style, as the browser writes them, none where
    /// it has no such attribute.
    pub(crate) async fn style(&self, element: &Element) -> Result<Option<String>, Trouble> {
        const SOURCE: &str =
            "return arguments[0].hasAttribute('style') ? arguments[0].style.cssText : null";
        Ok(self.execute_on(element, SOURCE).await?.as_str().map(str::to_owned))
    }

    /// Runs a script of ours on an element, `arguments[0]`; drivers do that also where
    /// pages may run none.
    pub(super) async fn execute_on(
        &self,
        element: &Element,
        source: &str,
    ) -> Result<Value, Trouble> {
        let element = serde_json::to_value(element).map_err(|error| Trouble::lasting(&error))?;
        Ok(self.client.execute(source, vec![element]).await?)
    }

    /// Whether an expression is true in the page, as JavaScript sees it.
    pub(crate) async fn is_true(&self, expression: &str) -> Result<bool, Trouble> {
        let mut script = self.variables.script(expression);
        script.source = format!("return !!({})", script.source);
        let answer = self.execute(script).await?;
        Ok(answer.as_bool().ok_or(CmdError::NotW3C(answer))?)
    }
}

/// Whether a source returns something itself, not only in functions inside of it.
fn returns(source: &str) -> bool {
    let mut depth = 0_i32;
    source.split_inclusive(|char: char| !char.is_alphanumeric() && char != '_').any(|part| {
        let word = part.trim_end_matches(|char: char| !char.is_alphanumeric() && char != '_');
        let found = depth == 0 && word == "return";
        depth += match part.chars().last() {
            Some('{' | '(') => 1,
            Some('}' | ')') => -1,
            _ => 0,
        };
        found
    })
}

#[cfg(test)]
mod tests {
    use super::returns;

    #[test]
    fn only_a_return_of_its_own_counts() {
        assert!(returns("return fetch('/')"));
        assert!(returns("const a = f(() => { return 1; }); return a"));
        assert!(!returns("new Promise(done => { return done(1) })"));
        assert!(!returns("fetch('/returned')"));
    }
}
